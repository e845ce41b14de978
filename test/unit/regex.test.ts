// The regex engine: PCRE's syntax and choices, what it does not take, and what is asked of several patterns at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compile,
  covers,
  escapeLiteral,
  example,
  exampleAmong,
  exec,
  literalPrefix,
  test as matches,
  overlap,
  type Regex,
} from '../../server/src/core/regex';

function regex(source: string, ignoreCase = false): Regex {
  const compiled = compile(source, { ignoreCase });
  assert.equal(compiled.kind, 'regex', `${source}: ${JSON.stringify(compiled)}`);
  return compiled as Regex;
}

/** The groups of the first match, `null` for none. */
const groups = (source: string, input: string, ignoreCase = false) =>
  exec(regex(source, ignoreCase), input)?.groups ?? null;

test('the first match and its groups are those of PCRE', () => {
  const table: readonly [string, string, readonly (string | undefined)[] | null][] = [
    ['\\.php$', '/a/b.php', ['.php']],
    ['\\.php$', '/a/b.php/x', null],
    ['^/api/(v\\d+)/(.*)$', '/api/v12/users/7', ['/api/v12/users/7', 'v12', 'users/7']],
    ['(a|ab)(c|bcd)?', 'abcd', ['abcd', 'a', 'bcd']],
    ['a*?b', 'aab', ['aab']],
    ['^(a+)+$', 'aaa', ['aaa', 'aaa']],
    ['(?<x>\\w)(?P<y>\\d)', '-q7', ['q7', 'q', '7']],
    ['x{2,3}', 'xxxx', ['xxx']],
    ['[^/]+$', '/a/bc', ['bc']],
    ['[[:digit:]]+', 'ab12', ['12']],
    ['a$', 'a\n', ['a']],
    ['a\\z', 'a\n', null],
    ['^b', 'a\nb', null],
    ['(?m)^b', 'a\nb', ['b']],
    ['a.b', 'a\nb', null],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['\\bfoo\\b', 'a foo!', ['foo']],
    ['\\x2fx', '/x', ['/x']],
    ['\\Q.*\\E', 'a.*', ['.*']],
    ['(?i)AbC', 'xaBc', ['aBc']],
    ['a(?i)b', 'aB', ['aB']],
    ['(x)?y', 'y', ['y', undefined]],
    ['a{,2}', 'a{,2}', ['a{,2}']],
  ];
  for (const [source, input, wanted] of table)
    assert.deepEqual(groups(source, input), wanted, `${source} on ${input}`);
});

test('look-around, atomic groups and possessive quantifiers', () => {
  assert.deepEqual(groups('/\\.(?!well-known/)', '/.git'), ['/.']);
  assert.equal(groups('/\\.(?!well-known/)', '/.well-known/x'), null);
  assert.deepEqual(groups('(?=.*(\\d))x', 'x7'), ['x', '7']);
  assert.deepEqual(groups('(?<=/v)\\d', '/v2'), ['2']);
  assert.equal(groups('(?<!/v)\\d', '/v2'), null);
  assert.equal(groups('(?>a+)ab', 'aaab'), null);
  assert.equal(groups('a++a', 'aaa'), null);
});

test('letters of both cases match where case is ignored, ASCII ones only', () => {
  assert.ok(matches(regex('\\.PHP$', true), '/x.php'));
  assert.ok(!matches(regex('\\.PHP$'), '/x.php'));
  assert.ok(!matches(regex('é', true), 'É'));
});

test('what is not supported, and what PCRE refuses, is told apart', () => {
  for (const source of ['(a)\\1', '(?R)', '(?(1)a|b)', '\\p{L}', '\\X']) {
    assert.equal(compile(source, { ignoreCase: false }).kind, 'unsupported', source);
  }
  for (const source of ['(', 'a)', '[a', '*a', 'a{3,2}', '(?<n>a)(?<n>b)']) {
    assert.equal(compile(source, { ignoreCase: false }).kind, 'invalid', source);
  }
  assert.equal(compile('(a{1000}){1000}', { ignoreCase: false }).kind, 'unsupported');
});

test('time grows with the length of the input and not with its square', () => {
  const pattern = regex('^/(a+)+$');
  const steps = (length: number) => {
    const input = `/${'a'.repeat(length)}!`;
    const start = process.hrtime.bigint();
    for (let i = 0; i < 20; i++) assert.equal(exec(pattern, input), null);
    return Number(process.hrtime.bigint() - start);
  };
  steps(2000);
  assert.ok(
    steps(16_000) / steps(2000) < 40,
    'eight times the input must not take sixty-four times the time',
  );
});

test('an example matches, and is readable', () => {
  assert.deepEqual(example(regex('^/api/v\\d+/')), { kind: 'example', text: '/api/v0/' });
  assert.deepEqual(example(regex('\\.(php|html)$')), { kind: 'example', text: '.php' });
  assert.equal(example(regex('a$.')).kind, 'none');
});

test('two patterns overlap where one text is for both', () => {
  assert.deepEqual(overlap(regex('^/admin/'), regex('\\.php$')), { kind: 'example', text: '/admin/.php' });
  assert.equal(overlap(regex('^/a'), regex('^/b')).kind, 'none');
  assert.deepEqual(exampleAmong([regex('^/admin'), regex('s$')], [regex('^/admin/')]), {
    kind: 'example',
    text: '/admins',
  });
});

test('one pattern covers another', () => {
  assert.equal(covers(regex('^/api/'), regex('^/api/internal/')), 'yes');
  assert.equal(covers(regex('^/api/internal/'), regex('^/api/')), 'no');
  assert.equal(covers(regex('\\.(php|html)$'), regex('\\.php$')), 'yes');
  assert.equal(covers(regex('a(?=b)'), regex('b')), 'unknown');
});

test('the literal that every match starts with', () => {
  assert.equal(literalPrefix(regex('^/api/(.*)')), '/api/');
  assert.equal(literalPrefix(regex('^(a|b)')), '');
  assert.equal(literalPrefix(regex('/api')), null);
});

test('an escaped literal matches itself and nothing else', () => {
  const literal = 'a.b*(c)[d]{2}\\^$|?+';
  assert.ok(matches(regex(`^${escapeLiteral(literal)}$`), literal));
  assert.ok(!matches(regex(`^${escapeLiteral('a.b')}$`), 'axb'));
});
