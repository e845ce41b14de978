// Layers whose path is not known: whether it matches, and how much of the request's path it takes, is supposed.
import { type Unknown, unknown } from '../behaviour/datum';
import type { Exchange } from '../behaviour/exchange';
import type { Matcher, PathMatch } from '../matching/match';
import type { Layer, PathPattern } from '../stack';
import type { End } from './end';

/** A match of a path that is not known. Nobody knows its parameters: `rest` stands for them. */
export type Supposed = PathMatch & { readonly rest: Unknown | null };

type Lost = Extract<End, { kind: 'unknown' }>;

const NONE: Supposed = { kind: 'none', rest: null };

/** More than so many unknown paths on one way are not followed: the ways would double with each of them. */
const MAX_PATHS = 6;

/**
 * What an unknown path makes of a request, for this way through the stack: the path of a route matches all of the
 * request's path or nothing; the one of `use` may match every part of it that ends before a slash.
 */
export function supposeMatch(
  exchange: Exchange,
  layer: Layer,
  { reason, pattern }: Extract<Matcher, { kind: 'unknown' }>,
): Supposed | Lost {
  const at = pattern.at ?? layer.at;
  const { path } = exchange;
  const { head, tail } = edgesOf(pattern);
  const parts = (layer.kind === 'use' ? partsOf(path) : [path]).filter((part) => {
    const bare = withoutSlash(part).toLowerCase();
    return bare.startsWith(head) && bare.endsWith(tail);
  });
  if (parts.length === 0) return NONE;
  const key = `path ${at.file}:${at.span.start}:${at.span.end} ${exchange.baseUrl}${path}`;
  if (++exchange.where.unknownPaths > MAX_PATHS) return { kind: 'unknown', reason, at };
  if (!exchange.suppose({ key, reason, at })) return NONE;
  const part = parts.slice(0, -1).find((one) => exchange.suppose({ key: `${key} ${one}`, reason, at }));
  const rest = unknown('the parameters of this path are not known', at, { key: `params of ${key}` });
  return { kind: 'match', path: part ?? parts.at(-1) ?? path, params: new Map(), keys: [], rest };
}

/** The starts of a path at which a mounted one may end, the shortest, nothing, first. */
function partsOf(path: string): readonly string[] {
  const bare = withoutSlash(path);
  const starts: string[] = [];
  for (let i = 0; i < bare.length; i++) if (bare[i] === '/') starts.push(bare.slice(0, i));
  return [...starts, bare];
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.replace(/\/+$/, '') : path;
}

type Edges = { readonly head: string; readonly tail: string };

const NO_EDGES: Edges = { head: '', tail: '' };
const edges = new WeakMap<PathPattern, Edges>();

/** What surely begins and ends the paths that a pattern matches, in lower case. */
function edgesOf(pattern: PathPattern): Edges {
  if (pattern.kind !== 'unknown') return NO_EDGES;
  const known = edges.get(pattern) ?? { head: plainHead(pattern.head), tail: plainTail(pattern.tail) };
  edges.set(pattern, known);
  return known;
}

const SPECIAL = /[:*?+(){}[\]|!\\]/;

/** The text that every path starts with that a pattern with this start matches. */
function plainHead(head: string): string {
  const end = head.search(SPECIAL);
  // What stands in front of a question mark need not be there, and so with a slash at the end.
  const plain = end < 0 ? head : head.slice(0, Math.max(0, end - 1));
  return plain.replace(/\/+$/, '').toLowerCase();
}

/** The text that every path ends with that a pattern with this end matches: what follows its last parameter. */
function plainTail(tail: string): string {
  const bare = tail.replace(/\/+$/, '');
  if (!SPECIAL.test(bare)) return bare.toLowerCase();
  const last = Array.from(bare).findLastIndex((letter) => SPECIAL.test(letter));
  const slash = bare.indexOf('/', last);
  return slash < 0 ? '' : bare.slice(slash).toLowerCase();
}
