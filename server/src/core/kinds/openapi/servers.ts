// Servers: the origins and base paths that a contract's paths stand below.
import { fieldOf, get, itemsOf, type Part, textAt, textOf, valueIn } from './part';

/** One way to write a server's URL with its variables filled in. */
export type Base = {
  readonly scheme: 'http' | 'https' | null;
  /** Lower-case; `null` where the URL is relative, or a variable without a value stands there. */
  readonly host: string | null;
  readonly port: number | null;
  /** Starts with `/` and does not end with one; `''` for the root. */
  readonly path: string;
};

export type Server = {
  /** Its `url` (in 2.0 what stands for one: `host`, `basePath` or an item of `schemes`); `null` where there is none. */
  readonly url: Part | null;
  /** The URL as written. */
  readonly written: string;
  /** The URLs that its variables make of it; none where it cannot be read. */
  readonly bases: readonly Base[];
};

/** So many URLs are made of one server's variables. */
const MAX_BASES = 32;

/** The servers of a document, a path or an operation in 3.x; `null` where it has none of its own. */
export function readServers(owner: Part | null): readonly Server[] | null {
  const list = get(owner, 'servers');
  if (list === null || list.node.kind !== 'list' || list.node.items.length === 0) return null;
  return itemsOf(list).map(readServer);
}

function readServer(part: Part): Server {
  const url = get(part, 'url');
  const written = textOf(url) ?? '';
  const bases = url === null || textOf(url) === null ? [] : expand(written, get(part, 'variables'));
  return { url, written, bases: bases.flatMap(baseOf) };
}

/** The URL with all values of its variables that are known. One without any stays in its braces. */
function expand(url: string, variables: Part | null): readonly string[] {
  let urls: readonly string[] = [url];
  for (const [hole, name = ''] of url.matchAll(/\{([^{}]*)\}/g)) {
    const variable = get(variables, name);
    const fallback = textAt(variable, 'default');
    const all = itemsOf(get(variable, 'enum'))
      .map(textOf)
      .filter((text) => text !== null);
    const values = [...new Set([...(fallback === null ? [] : [fallback]), ...all])];
    if (values.length === 0) continue;
    urls = urls
      .flatMap((text) => values.map((value) => text.replaceAll(hole, () => value)))
      .slice(0, MAX_BASES);
  }
  return urls;
}

/** Reads a URL, absolute or relative (RFC 3986); none where it is no URL of HTTP. */
function baseOf(url: string): readonly Base[] {
  const match =
    /^(?:(https?|\{[^{}]*\}):)?\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::([^/?#]*))?([^?#]*)/i.exec(url);
  if (match === null) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return [];
    return [{ scheme: null, host: null, port: null, path: basePath(url.split(/[?#]/)[0] ?? '') }];
  }
  const scheme = match[1]?.toLowerCase();
  const host = (match[2] ?? '').toLowerCase();
  const port = Number(match[3]);
  return [
    {
      scheme: scheme === 'http' || scheme === 'https' ? scheme : null,
      host: host === '' || host.includes('{') ? null : host,
      port: Number.isInteger(port) && port > 0 ? port : null,
      path: basePath(match[4] ?? ''),
    },
  ];
}

function basePath(path: string): string {
  const trimmed = path.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  return trimmed === '' || trimmed === '.' ? '' : `/${trimmed}`;
}

/** The servers that `host`, `basePath` and `schemes` of a 2.0 document stand for; `schemes` may be an operation's. */
export function readServersOf2(root: Part, owner: Part | null = null): readonly Server[] {
  const host = fieldOf(root, 'host');
  const path = fieldOf(root, 'basePath');
  const schemes = schemesOf(owner) ?? schemesOf(root);
  const hostText = textOf(valueIn(host))?.toLowerCase() ?? null;
  const pathText = textOf(valueIn(path)) ?? '';
  const first = valueIn(host) ?? valueIn(path);
  const written = `${hostText === null ? '' : `//${hostText}`}${pathText}`;
  if (hostText === null || schemes === null || schemes.length === 0) {
    return [{ url: first, written, bases: baseOf(written) }];
  }
  return schemes.map((part) => ({
    url: part,
    written: `${textOf(part) ?? ''}:${written}`,
    bases: baseOf(`${textOf(part) ?? ''}:${written}`),
  }));
}

function schemesOf(owner: Part | null): readonly Part[] | null {
  const list = get(owner, 'schemes');
  return list?.node.kind === 'list' ? itemsOf(list) : null;
}
