// What Node's `path` and `url` make of known texts.
import { baseName, folderOf, joinPath, pathFrom } from '../../../text/path';
import type { Value } from '../values';
import type { CallSite } from './call';
import { constantOf, plainOf } from './operators';

/** A call of a function of `path`, as it is on every system but Windows; `null` where it is kept as it is. */
export function pathCall(name: string, site: CallSite): Value | null {
  const texts = site.given.map(({ value }) => plainOf(value)?.value);
  if (texts.some((one) => typeof one !== 'string') || site.isOpen) return null;
  const [first = '', ...rest] = texts.map(String);
  const [second = ''] = rest;
  switch (name) {
    case 'join':
      return constantOf(rest.reduce((folder, part) => joinPath(folder, part.replace(/^\/+/, '')), first));
    case 'resolve':
      return first.startsWith('/')
        ? constantOf(rest.reduce((folder, part) => joinPath(folder, part), first))
        : null;
    case 'normalize':
      return constantOf(joinPath(first.startsWith('/') ? '/' : '', first));
    case 'dirname':
      return constantOf(folderOf(first));
    case 'basename':
      return constantOf(withoutEnd(baseName(first), second));
    case 'extname':
      return constantOf(extensionOf(first));
    case 'relative':
      return first.startsWith('/') && second.startsWith('/')
        ? constantOf(pathFrom(`${first}/`, second).replace(/^\.\//, ''))
        : null;
    case 'isAbsolute':
      return constantOf(first.startsWith('/'));
    case 'parse':
      return parsed(first);
    default:
      return null;
  }
}

function withoutEnd(name: string, end: string): string {
  return end !== '' && end !== name && name.endsWith(end) ? name.slice(0, -end.length) : name;
}

function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

function parsed(path: string): Value {
  const ext = extensionOf(path);
  const base = baseName(path);
  const dir = path.includes('/') ? folderOf(path) : '';
  const parts = { root: path.startsWith('/') ? '/' : '', dir, base, ext, name: withoutEnd(base, ext) };
  const entries = new Map(Object.entries(parts).map(([name, text]) => [name, constantOf(text)]));
  return { kind: 'object', entries, isOpen: false, at: null };
}

/** `fileURLToPath(import.meta.url)`. */
export function pathOfUrl({ given }: CallSite): Value | null {
  const url = given[0]?.value;
  const path = url?.kind === 'string' ? /^file:\/\/(\/[^%?#]*)$/.exec(url.value)?.[1] : undefined;
  return path === undefined ? null : constantOf(path);
}
