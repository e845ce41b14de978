// Paths that most layers have, such as `/users/:id`: whole segments of words and parameters, matched segment by segment.
import type { Version } from '../behaviour/behaviour';
import type { ParamValue, PathMatch } from './match';
import type { PathOptions } from './pattern-4';

const SEGMENTS = /^(?:\/(?:[\w-]+|:[a-z_]\w*))+$/i;

const NONE: PathMatch = { kind: 'none' };

/** Matches a path string of words and parameters as both path libraries do; `null` for all other strings. */
export function plainMatcher(
  text: string,
  version: Version,
  options: PathOptions,
): ((path: string) => PathMatch) | null {
  if (!SEGMENTS.test(text)) return null;
  const segments = text.slice(1).split('/');
  const keys = segments.filter((one) => one.startsWith(':')).map((one) => one.slice(1));
  if (new Set(keys).size < keys.length) return null;
  return (path) => matchSegments(segments, keys, path, version, options);
}

function matchSegments(
  segments: readonly string[],
  keys: readonly string[],
  path: string,
  version: Version,
  { end, strict, sensitive }: PathOptions,
): PathMatch {
  const params = new Map<string, ParamValue>();
  let at = 0;
  for (const segment of segments) {
    if (path.charCodeAt(at) !== SLASH) return NONE;
    const next = path.indexOf('/', at + 1);
    const stop = next < 0 ? path.length : next;
    const found = path.slice(at + 1, stop);
    at = stop;
    if (!segment.startsWith(':')) {
      if (found !== segment && (sensitive || !isSameWord(found, segment))) return NONE;
    } else if (found === '') return NONE;
    else params.set(segment.slice(1), found);
  }
  // A slash at the end belongs to what matched, unless `strict`: in Express 4 also one in front of another.
  const isSlash = path.charCodeAt(at) === SLASH;
  const isLast = at + 1 === path.length || (version === 4 && !end && path.charCodeAt(at + 1) === SLASH);
  if (isSlash && isLast && !strict) at++;
  else if (end && at < path.length) return NONE;
  for (const [name, value] of params) {
    const decoded = decode(value);
    if (decoded === null) return { kind: 'malformed' };
    params.set(name, decoded);
  }
  return { kind: 'match', path: path.slice(0, at), params, keys };
}

const SLASH = 47;

/** The sign of kelvin is a small k to `toLowerCase`, and to no pattern. */
function isSameWord(found: string, segment: string): boolean {
  return (
    found.length === segment.length &&
    found.toLowerCase() === segment.toLowerCase() &&
    !found.includes('\u212a')
  );
}

function decode(value: ParamValue): string | null {
  try {
    return decodeURIComponent(typeof value === 'string' ? value : '');
  } catch {
    return null;
  }
}
