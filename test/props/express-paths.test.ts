// Paths of Express: what AuthLint says of a path and a request is what the libraries in Express 4 and 5 say.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { match as match8 } from 'path-to-regexp';
import pathToRegexp0 from 'path-to-regexp-0';
import { matcherOf, type PathMatch } from '../../server/src/core/kinds/express/matching/match';
import type { PathPattern } from '../../server/src/core/kinds/express/stack';
import { fc, runs } from '../support/random';

const RUNS = runs(30_000);

type Options = { readonly end: boolean; readonly strict: boolean; readonly sensitive: boolean };

/** What a library makes of a path: the match with its parameters, none, an error 400, or no layer at all. */
type Answer =
  | { readonly path: string; readonly params: Readonly<Record<string, unknown>> }
  | 'none'
  | 'malformed'
  | 'throws';

const options: fc.Arbitrary<Options> = fc.record({
  end: fc.boolean(),
  strict: fc.boolean(),
  sensitive: fc.boolean(),
});

const words = ['a', 'b', 'ab', 'api', 'Api', 'x1', '7', '-', '_', '~', '.', '.json', '%20'];
const pieces4 = [
  ...words,
  '/',
  '/',
  '/',
  ':id',
  ':id?',
  ':x*',
  ':n(\\d+)',
  '*',
  '?',
  '+',
  '(a|b)',
  '(',
  ')',
  '/(',
  '\\.',
  '\\',
  '.:ext',
  '$',
  '[ab]',
  '|',
];
const pieces5 = [
  ...words,
  '/',
  '/',
  '/',
  ':id',
  ':x',
  '*rest',
  '*s',
  '{',
  '}',
  '{/:id}',
  '{/*rest}',
  '\\',
  '\\:',
  ':"a b"',
  '?',
  '(',
  '[',
  '*',
  ':',
];
const requestPieces = [
  ...words,
  '/',
  '/',
  '/',
  'A',
  'API',
  'id',
  'K',
  '\u212a',
  '+',
  '(',
  ':id',
  '%zz',
  '%41',
  '%',
  '%2F',
  '*',
];

const join = (pieces: readonly string[], max: number) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: max }).map((parts) => parts.join(''));
const requestPath = fc.oneof(
  join(requestPieces, 7).map((path) => `/${path}`),
  fc
    .array(fc.constantFrom('a', 'b', 'api', 'API', 'K', '\u212a', 'a-b', 'x_1', '%zz', '%41', ''), {
      minLength: 1,
      maxLength: 5,
    })
    .map((segments) => segments.map((segment) => `/${segment}`).join('')),
);
const plainPath = fc
  .array(fc.constantFrom('a', 'b', 'api', 'Api', 'k', 'a-b', 'x_1', ':id', ':x', ':Id'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));
const patternOf = (pieces: readonly string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: plainPath },
    { weight: 9, arbitrary: join(pieces, 6).map((path) => `/${path}`) },
    { weight: 1, arbitrary: join(pieces, 4) },
  );

describe('paths of Express', () => {
  test('strings match in Express 4 as in path-to-regexp 0.1', () => {
    fc.assert(
      fc.property(patternOf(pieces4), requestPath, options, (text, path, how) => {
        fc.pre(!repeatsGroups(text));
        compare(ours([text], false, 4, path, how), real4(text, path, how));
      }),
      { numRuns: RUNS, examples: EXAMPLES_4 },
    );
  });

  test('arrays match in Express 4 as in path-to-regexp 0.1', () => {
    fc.assert(
      fc.property(
        fc.array(patternOf(pieces4), { minLength: 1, maxLength: 3 }),
        requestPath,
        options,
        (texts, path, how) => {
          fc.pre(!texts.some(repeatsGroups));
          compare(ours(texts, true, 4, path, how), real4(texts, path, how));
        },
      ),
      { numRuns: RUNS / 3 },
    );
  });

  test('strings match in Express 5 as in path-to-regexp 8', () => {
    fc.assert(
      fc.property(patternOf(pieces5), requestPath, options, (text, path, how) => {
        compare(ours([text], false, 5, path, how), real5(text, path, how));
      }),
      { numRuns: RUNS, examples: EXAMPLES_5 },
    );
  });

  test('regular expressions match as JavaScript matches them', () => {
    const pieces = [
      ...words,
      '/',
      '\\/',
      '^',
      '$',
      '.',
      '*',
      '+',
      '?',
      '(',
      ')',
      '(?:',
      '(?!',
      '(?<n>',
      '|',
      '[^/]',
      '[\\w-]',
      '[a-c]',
      '\\d',
      '\\w',
      '\\s',
      '\\b',
      '{2}',
      '{',
      '}',
      ']',
      '\\-',
      '\\u0041',
      '[^]',
      '[]',
      '.*?',
    ];
    fc.assert(
      fc.property(join(pieces, 7), fc.constantFrom('', 'i'), requestPath, (source, flags, path) => {
        const regexp = compiled(source, flags);
        if (regexp === null) return;
        const found = matcherOf([{ kind: 'regexp', source, flags, at: null }], false, 4, {
          end: true,
          strict: false,
          sensitive: false,
        });
        if (found.kind === 'unknown') return;
        assert.equal(found.kind, 'matcher', source);
        if (found.kind !== 'matcher') return;
        const result = found.match(path);
        const real = regexp.exec(path);
        if (result.kind === 'malformed') return;
        assert.equal(
          result.kind === 'match' ? result.path : null,
          real?.[0] ?? null,
          `/${source}/${flags} on ${path}`,
        );
      }),
      { numRuns: RUNS },
    );
  });
});

const every: Options = { end: true, strict: false, sensitive: false };
const prefix: Options = { end: false, strict: false, sensitive: false };
const EXAMPLES_4: [string, string, Options][] = [
  ['/admin', '/administrator', prefix],
  ['/admin', '/admin.json', prefix],
  ['/admin/', '/admin', prefix],
  ['admin', '/admin', prefix],
  ['', '/x', prefix],
  ['/api/*', '/api', prefix],
  ['/api/*splat', '/api/x', prefix],
  ['{/:id}', '/7', every],
  ['/:id(\\d+)', '/7', every],
];
const EXAMPLES_5: [string, string, Options][] = [
  ['/api/*splat', '/api', prefix],
  ['/api/*splat', '/api/', prefix],
  ['/{*splat}', '/', every],
  ['/*splat', '/', every],
  ['/api/*', '/api', prefix],
  ['/:id?', '/', every],
  ['/x{/:id}', '/x', every],
];

function ours(
  texts: readonly string[],
  isArray: boolean,
  version: 4 | 5,
  path: string,
  how: Options,
): Answer | 'unknown' {
  const patterns = texts.map((text): PathPattern => ({ kind: 'string', text, at: null }));
  const matcher = matcherOf(patterns, isArray, version, how);
  if (matcher.kind !== 'matcher') return matcher.kind;
  return answerOf(matcher.match(path));
}

function answerOf(found: PathMatch): Answer {
  if (found.kind !== 'match') return found.kind;
  return { path: found.path, params: Object.fromEntries(found.params) };
}

function compare(mine: Answer | 'unknown', real: Answer): void {
  if (mine !== 'unknown') assert.deepEqual(mine, real);
}

/** What a group holds that repeats around nothing is told differently by JavaScript and Perl; no path needs it. */
function repeatsGroups(text: string): boolean {
  return /[)*][*+?]|\)\{/.test(text);
}

/** As `lib/router/layer.js` of Express 4 uses it. */
function real4(text: string | string[], path: string, how: Options): Answer {
  if (text === '/' && !how.end) return { path: '', params: {} };
  if (text === '*') return decoded(path) === null ? 'malformed' : { path, params: { 0: decoded(path) } };
  const keys: { name: string | number; optional: boolean; offset: number }[] = [];
  let regexp: RegExp;
  try {
    regexp = pathToRegexp0(text, keys, how);
  } catch {
    return 'throws';
  }
  const found = regexp.exec(path);
  if (found === null) return 'none';
  const params: Record<string, unknown> = {};
  for (const [i, raw] of found.slice(1).entries()) {
    const name = String(keys[i]?.name);
    const value = raw === undefined ? undefined : decoded(raw);
    if (value === null) return 'malformed';
    if (value !== undefined || !(name in params)) params[name] = value;
  }
  return { path: found[0], params };
}

/** As `lib/layer.js` of router 2 uses it. */
function real5(text: string, path: string, how: Options): Answer {
  if (text === '/' && !how.end) return { path: '', params: {} };
  const loose = how.strict || text === '/' ? text : text.replace(/\/+$/, '');
  let matches: ReturnType<typeof match8>;
  try {
    matches = match8(loose, { sensitive: how.sensitive, end: how.end, trailing: !how.strict });
  } catch {
    return 'throws';
  }
  try {
    const found = matches(path);
    return found === false ? 'none' : { path: found.path, params: { ...found.params } };
  } catch {
    return 'malformed';
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
