// The choice of a location (ngx_http_core_find_location and ngx_http_core_find_static_location,
// src/http/ngx_http_core_module.c).
import { exec, type Match } from '../../../regex';
import type { Unknown } from '../engine/unknown';
import { type Line, placeOf } from './lines';
import type { Location, Scope } from './scopes';

export type Found = {
  /** `null` where none of the level's locations fits: the block around them answers. */
  readonly location: Location | null;
  /** The regexes that matched on the way, outermost first, for their captures. */
  readonly regexes: readonly { readonly location: Location; readonly match: Match }[];
  /** The path lacks the slash at its end: nginx redirects there (`auto_redirect`). */
  readonly redirect: boolean;
  /** Exact and redirect answers end the search on outer levels, too. */
  readonly final: boolean;
};

const NOTHING: Found = { location: null, regexes: [], redirect: false, final: false };

/** Finds the location for a decoded path, in the order exact, prefix with its nested ones, regexes of the level. */
export function findLocation(scope: Scope, uri: string): Found | Unknown {
  const index = indexOf(scope);
  if (index.unknown !== null) return index.unknown;
  const fixed = findFixed(index, uri);
  if (fixed.final) return fixed;
  let best = fixed;
  let noRegex = false;
  if (fixed.location !== null) {
    noRegex = fixed.location.match.kind === 'prefix' && fixed.location.match.noRegex;
    const nested = findNested(fixed.location, uri);
    if ('kind' in nested) return nested;
    if (nested.final) return nested;
    best = nested.location === null ? fixed : nested;
  }
  return noRegex ? best : (findRegex(index, uri) ?? best);
}

/** The nested search; a regex that matched there is final for the outer levels (it answers NGX_OK). */
function findNested(location: Location, uri: string): Found | Unknown {
  if (location.locations.length === 0 && location.gaps.length === 0) return NOTHING;
  return findLocation(location, uri);
}

function findFixed(index: LevelIndex, uri: string): Found {
  const exact = index.exact.get(uri);
  if (exact !== undefined) return { location: exact, regexes: [], redirect: false, final: true };
  const same = index.prefixes.get(uri);
  if (same !== undefined) return { ...NOTHING, location: same };
  // One of the two is enough for the redirect, which has the settings of the exact one, if there is one
  // (ngx_http_core_find_static_location, `node->auto_redirect`).
  const slashed = [index.exact.get(`${uri}/`), index.prefixes.get(`${uri}/`)].filter(
    (one) => one !== undefined,
  );
  const [first] = slashed;
  if (first !== undefined && slashed.some(redirectsSlash)) {
    return { location: first, regexes: [], redirect: true, final: true };
  }
  return { ...NOTHING, location: longestPrefix(index, uri) };
}

function longestPrefix(index: LevelIndex, uri: string): Location | null {
  for (const length of index.lengths) {
    if (length > uri.length) continue;
    const found = index.prefixes.get(uri.slice(0, length));
    if (found !== undefined) return found;
  }
  return null;
}

function findRegex(index: LevelIndex, uri: string): Found | Unknown | null {
  for (const location of index.regexes) {
    if (location.match.kind !== 'regex') continue;
    const { regex, source } = location.match.pattern;
    if (regex.kind !== 'regex') {
      return {
        kind: 'unknown',
        reason: `the pattern ${source} (${regex.reason})`,
        at: placeOf(location.line),
      };
    }
    const match = exec(regex, uri);
    if (match === null) continue;
    const own = { location, regexes: [{ location, match }], redirect: false, final: true };
    const nested = findNested(location, uri);
    if ('kind' in nested) return nested;
    return nested.location === null
      ? own
      : { ...nested, regexes: [...own.regexes, ...nested.regexes], final: true };
  }
  return null;
}

const PASS = ['proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass', 'memcached_pass'];
const passes = new WeakMap<Scope, Line | null>();

/** Locations with a *_pass and a slash at their end answer the path without it by a redirect. */
export function redirectsSlash(location: Location): boolean {
  const { match } = location;
  if (match.kind !== 'prefix' && match.kind !== 'exact') return false;
  return match.path.endsWith('/') && passOf(location) !== null;
}

/** The *_pass directive that stands in a block itself. */
export function passOf(scope: Scope): Line | null {
  let pass = passes.get(scope);
  if (pass === undefined) {
    pass = readPass(scope);
    passes.set(scope, pass);
  }
  return pass;
}

function readPass(scope: Scope): Line | null {
  for (const name of PASS) {
    const line = scope.own.get(name)?.at(-1);
    if (line !== undefined) return line;
  }
  return null;
}

/** The locations of one level, sorted for the search. */
type LevelIndex = {
  readonly exact: ReadonlyMap<string, Location>;
  readonly prefixes: ReadonlyMap<string, Location>;
  /** The lengths of the prefixes, longest first. */
  readonly lengths: readonly number[];
  readonly regexes: readonly Location[];
  readonly unknown: Unknown | null;
};

const indexes = new WeakMap<Scope, LevelIndex>();

function indexOf(scope: Scope): LevelIndex {
  let index = indexes.get(scope);
  if (index === undefined) {
    index = buildIndex(scope);
    indexes.set(scope, index);
  }
  return index;
}

function buildIndex(scope: Scope): LevelIndex {
  const exact = new Map<string, Location>();
  const prefixes = new Map<string, Location>();
  const regexes: Location[] = [];
  let unknown: Unknown | null = null;
  for (const location of scope.locations) {
    const { match } = location;
    if (match.kind === 'exact' && !exact.has(match.path)) exact.set(match.path, location);
    if (match.kind === 'prefix' && !prefixes.has(match.path)) prefixes.set(match.path, location);
    if (match.kind === 'regex') regexes.push(location);
    if (match.kind === 'unknown') {
      unknown = { kind: 'unknown', reason: 'which paths this location takes', at: placeOf(location.line) };
    }
  }
  const [gap] = scope.gaps;
  if (gap !== undefined)
    unknown = { kind: 'unknown', reason: `further locations may come from ${gap.reason}`, at: gap };
  const lengths = [...new Set([...prefixes.keys()].map((path) => path.length))].sort((a, b) => b - a);
  return { exact, prefixes, lengths, regexes, unknown };
}
