// Whether the path of a request matches a layer, and what its parameters are then, in Express 4 and in Express 5.
import { compile, exec, type Regex } from '../../../regex';
import type { Version } from '../behaviour/behaviour';
import type { PathPattern } from '../stack';
import { compileJs } from './js-regex';
import { groupsOf, type Key4, type PathOptions, source4 } from './pattern-4';
import { source5 } from './pattern-5';
import { plainMatcher } from './plain';

export type { PathOptions };

/** A parameter's value; a wildcard of Express 5 is a list of segments. */
export type ParamValue = string | readonly string[] | undefined;

export type PathMatch =
  | {
      readonly kind: 'match';
      /** What of the path matched. */
      readonly path: string;
      readonly params: ReadonlyMap<string, ParamValue>;
      /** The names in the order in which `router.param` callbacks run. */
      readonly keys: readonly string[];
    }
  | { readonly kind: 'none' }
  /** A parameter with a wrong escape such as `%zz`: an error with the status 400. */
  | { readonly kind: 'malformed' };

export type Matcher =
  | { readonly kind: 'matcher'; match(path: string): PathMatch }
  /** Adding the layer throws, so the program does not start. */
  | { readonly kind: 'throws'; readonly reason: string; readonly pattern: PathPattern }
  | { readonly kind: 'unknown'; readonly reason: string; readonly pattern: PathPattern };

const NONE: PathMatch = { kind: 'none' };
const ROOT: PathMatch = { kind: 'match', path: '', params: new Map(), keys: [] };

/**
 * Makes the matcher of a layer. `null` stands for no path, which is `/`. Sources: `lib/router/layer.js` of Express
 * 4.22 with path-to-regexp 0.1.13, `lib/layer.js` of router 2.3 with path-to-regexp 8.4.
 */
export function matcherOf(
  paths: readonly PathPattern[] | null,
  isArray: boolean,
  version: Version,
  options: PathOptions,
): Matcher {
  const [first] = paths ?? [];
  const single = !isArray && paths?.length === 1 && first?.kind === 'string' ? first.text : null;
  if ((paths === null || single === '/') && !options.end) return { kind: 'matcher', match: () => ROOT };
  const patterns = paths ?? [{ kind: 'string', text: '/', at: null }];
  if (single === '*' && version === 4) return { kind: 'matcher', match: matchStar };
  const plain = single === null ? null : plainMatcher(single, version, options);
  if (plain !== null) return { kind: 'matcher', match: plain };
  const lost = patterns.find((pattern) => pattern.kind === 'unknown');
  if (lost?.kind === 'unknown') return { kind: 'unknown', reason: lost.reason, pattern: lost };
  return version === 4 ? matcher4(patterns, isArray, options) : matcher5(patterns, options);
}

function matchStar(path: string): PathMatch {
  const value = decode(path);
  if (value === null) return { kind: 'malformed' };
  return { kind: 'match', path, params: new Map([['0', value]]), keys: ['0'] };
}

/** Express 4 makes one regular expression of all paths of an array, and takes over no flags. */
function matcher4(patterns: readonly PathPattern[], isArray: boolean, options: PathOptions): Matcher {
  const sources: string[] = [];
  let keys: readonly Key4[] = [];
  const [first] = patterns;
  if (first === undefined) return { kind: 'matcher', match: () => NONE };
  for (const pattern of patterns) {
    if (pattern.kind === 'regexp') {
      keys = [...keys, ...regexpKeys(pattern.source)];
      sources.push(pattern.source);
    } else if (pattern.kind === 'string') {
      const made = source4(pattern.text, options, keys);
      keys = made.keys;
      sources.push(made.source);
      // Each string of an array is compiled for itself first, so what is wrong in one throws.
      const alone = isArray ? readJs(made.source, '', pattern) : null;
      if (alone !== null && alone.kind !== 'regex') return alone;
    }
  }
  const sensitivity = options.sensitive ? '' : 'i';
  const flags = !isArray && first.kind === 'regexp' ? first.flags : sensitivity;
  const regex = readJs(sources.join('|'), flags, first);
  if (regex.kind !== 'regex') return regex;
  return { kind: 'matcher', match: (path) => match4(regex, keys, path) };
}

function regexpKeys(source: string): readonly Key4[] {
  let number = 0;
  return groupsOf(source).map(({ name, offset }) => ({ name: name ?? String(number++), offset }));
}

function match4(regex: Regex, keys: readonly Key4[], path: string): PathMatch {
  const found = exec(regex, path);
  if (found === null) return NONE;
  const params = new Map<string, ParamValue>();
  for (const [i, text] of found.groups.slice(1).entries()) {
    const name = keys[i]?.name ?? String(i);
    const value = text === undefined ? undefined : decode(text);
    if (value === null) return { kind: 'malformed' };
    if (value !== undefined || !params.has(name)) params.set(name, value);
  }
  return { kind: 'match', path: found.groups[0] ?? '', params, keys: keys.map(({ name }) => name) };
}

/** Express 5 tries the paths of an array one after the other. */
function matcher5(patterns: readonly PathPattern[], options: PathOptions): Matcher {
  const tries: ((path: string) => PathMatch)[] = [];
  for (const pattern of patterns) {
    if (pattern.kind === 'unknown') continue;
    const made = pattern.kind === 'regexp' ? regexp5(pattern) : string5(pattern, options);
    if (made.kind !== 'matcher') return made;
    tries.push(made.match);
  }
  return {
    kind: 'matcher',
    match: (path) => {
      for (const attempt of tries) {
        const result = attempt(path);
        if (result.kind !== 'none') return result;
      }
      return NONE;
    },
  };
}

type StringPattern = Extract<PathPattern, { kind: 'string' }>;
type RegexpPattern = Extract<PathPattern, { kind: 'regexp' }>;

function regexp5(pattern: RegexpPattern): Matcher {
  const regex = readJs(pattern.source, pattern.flags, pattern);
  if (regex.kind !== 'regex') return regex;
  // router 2.3 counts escaped parentheses as groups, too.
  let number = 0;
  const keys = [...pattern.source.matchAll(/\((?:\?<(.*?)>)?(?!\?)/g)].map((m) => m[1] ?? String(number++));
  return {
    kind: 'matcher',
    match: (path) => {
      const found = exec(regex, path);
      if (found === null) return NONE;
      const params = new Map<string, ParamValue>();
      for (const [i, text] of found.groups.slice(1).entries()) {
        const value = text === undefined ? undefined : decode(text);
        if (value === null) return { kind: 'malformed' };
        if (value !== undefined) params.set(keys[i] ?? String(i), value);
      }
      return { kind: 'match', path: found.groups[0] ?? '', params, keys: objectKeys(params) };
    },
  };
}

function string5(pattern: StringPattern, options: PathOptions): Matcher {
  const text =
    options.strict || pattern.text === '/' ? pattern.text : pattern.text.replace(/(?<!\/)\/+$/, '');
  const read = source5(text);
  if (read.kind === 'throws') return { ...read, pattern };
  const trailing = options.strict ? '' : '(?:/\\z)?';
  const regex = compile(`^(?:${read.sources.join('|')})${trailing}${options.end ? '\\z' : '(?=/|\\z)'}`, {
    ignoreCase: !options.sensitive,
  });
  if (regex.kind !== 'regex') return { kind: 'unknown', reason: regex.reason, pattern };
  return { kind: 'matcher', match: (path) => match5(regex, read.keys, path) };
}

function match5(
  regex: Regex,
  keys: readonly { readonly kind: 'param' | 'wildcard'; readonly name: string }[],
  path: string,
): PathMatch {
  const found = exec(regex, path);
  if (found === null) return NONE;
  const params = new Map<string, ParamValue>();
  for (const [i, text] of found.groups.slice(1).entries()) {
    const key = keys[i];
    if (text === undefined || key === undefined) continue;
    const values = (key.kind === 'wildcard' ? text.split('/') : [text]).map(decode);
    if (values.includes(null)) return { kind: 'malformed' };
    const known = values.map((value) => value ?? '');
    params.set(key.name, key.kind === 'wildcard' ? known : known[0]);
  }
  return { kind: 'match', path: found.groups[0] ?? '', params, keys: objectKeys(params) };
}

/** The names in the order of `Object.keys`: numbers first, in their order. */
function objectKeys(params: ReadonlyMap<string, ParamValue>): readonly string[] {
  const names = [...params.keys()];
  const isNumber = (name: string) => /^(?:0|[1-9]\d*)$/.test(name);
  return [
    ...names.filter(isNumber).sort((a, b) => Number(a) - Number(b)),
    ...names.filter((name) => !isNumber(name)),
  ];
}

function readJs(
  source: string,
  flags: string,
  pattern: PathPattern,
): Regex | Exclude<Matcher, { kind: 'matcher' }> {
  if (/[gy]/.test(flags)) {
    return { kind: 'unknown', reason: 'a regular expression that remembers its last match', pattern };
  }
  const compiled = compileJs(source, flags);
  if (compiled.kind === 'jsRegex') return compiled.regex;
  if (compiled.kind === 'invalid') return { kind: 'throws', reason: compiled.reason, pattern };
  return { kind: 'unknown', reason: compiled.reason, pattern };
}

/** Decodes %-escapes as `decodeURIComponent` does; `null` where it throws. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
