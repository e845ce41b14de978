// The paths of URLs whose hosts depend on settings: `new URL('/token', issuer).pathname`.
import type { CallValue, Value } from '../values';
import { constantOf, plainOf } from './operators';

/** `pathname` of a URL that is made here; `null` for all else, and where its path is not known. */
export function pathOfMade(url: CallValue, name: string): Value | null {
  const path = name === 'pathname' ? pathOf(url) : null;
  return path === null ? null : constantOf(path);
}

/** A text of which parts are not known has this in their place. */
const SOMETHING = '\0';

function pathOf(value: Value): string | null {
  if (value.kind === 'member') {
    const isHref = value.name.kind === 'string' && value.name.value === 'href';
    return isHref ? pathOf(value.of) : null;
  }
  if (value.kind !== 'call' || !value.isNew || !isUrl(value.callee)) return null;
  const [first] = value.args;
  if (first === undefined) return null;
  if (first.kind === 'either') {
    // Of what is not there no URL is made.
    const paths = new Set(
      first.of.flatMap((one) => (one.kind === 'undefined' ? [] : [pathOf({ ...value, args: [one] })])),
    );
    return paths.size === 1 ? ([...paths][0] ?? null) : null;
  }
  if (first.kind === 'member' || first.kind === 'call') return pathOf(first);
  // What starts with a slash is the whole path, whatever it is a path of (RFC 3986, section 5.2.2).
  const [, whole, path = ''] =
    /^(?:(\w+:\/\/[^/?#]*)(?=[/?#]|$)|(?=\/(?!\/)))([^?#]*)/.exec(textOf(first)) ?? [];
  const isKnown = whole !== undefined || path !== '';
  return !isKnown || path.includes(SOMETHING) ? null : path || '/';
}

function isUrl(callee: Value): boolean {
  const path =
    callee.kind === 'global' || (callee.kind === 'package' && callee.name === 'url') ? callee.path : [];
  return path.length === 1 && path[0] === 'URL';
}

function textOf(value: Value): string {
  const isSum = value.kind === 'operation' && (value.operator === '+' || value.operator === 'template');
  if (isSum) return value.of.map(textOf).join('');
  const plain = plainOf(value);
  return plain === null ? SOMETHING : String(plain.value);
}
