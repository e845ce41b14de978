// The regex engine: which match and which groups PCRE finds, and in what time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compile,
  escapeLiteral,
  exec,
  literalPrefix,
  test as matches,
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
    ['a$', 'a\n\n', null],
    ['a\\Z', 'a\n', ['a']],
    ['(?m)^b', 'a\nb', ['b']],
    ['(?m)\\n^', 'a\n', null],
    ['(?m)\\n^', 'a\nb', ['\n']],
    ['(?m)a$', 'a\nb', ['a']],
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

test('a round of a loop that matches nothing is the last one', () => {
  const table: readonly [string, string, readonly (string | undefined)[] | null][] = [
    ['(|a)*', 'a', ['', '']],
    ['(|a)+b', 'aab', ['aab', '']],
    ['((a)*)*', 'aa', ['aa', '', 'a']],
    ['(a*)+', 'b', ['', '']],
    ['(a|b*)*', 'aabbc', ['aabb', '']],
    ['(a?)*?b', 'aab', ['aab', 'a']],
    ['(a*)+?b', 'ab', ['ab', 'a']],
    ['(?:(a)|b)*', 'ab', ['ab', 'a']],
    ['(a*){2,3}', 'aab', ['aa', '']],
    ['(?:(?=a)|c)+b', 'b', null],
    ['()*', 'a', ['', '']],
  ];
  for (const [source, input, wanted] of table)
    assert.deepEqual(groups(source, input), wanted, `${source} on ${input}`);
});

test('look-around, atomic groups and possessive quantifiers', () => {
  const table: readonly [string, string, readonly (string | undefined)[] | null][] = [
    ['/\\.(?!well-known/)', '/.git', ['/.']],
    ['/\\.(?!well-known/)', '/.well-known/x', null],
    ['(?=.*(\\d))x', 'x7', ['x', '7']],
    ['(?!(a))b', 'b', ['b', undefined]],
    ['(?=(a))??b|a', 'a', ['a', undefined]],
    ['(?<=/v)\\d', '/v2', ['2']],
    ['(?<!/v)\\d', '/v2', null],
    ['(?<=^|/)a', 'xa/a', ['a']],
    ['(?<=(a)|(bc))d', 'bcd', ['d', undefined, 'bc']],
    ['(?<=\\ba)b', 'ab', ['b']],
    ['(?>a+)ab', 'aaab', null],
    ['(?>(a)|(ab))c', 'xac', ['ac', 'a', undefined]],
    ['(?>a|ab)c', 'abc', null],
    ['a++a', 'aaa', null],
    ['(a|ab)*+c', 'aac', ['aac', 'a']],
    ['(?:a|ab){2}+c', 'abac', ['abac']],
    ['(?:(?>a*)|b)*c', 'aabac', ['aabac']],
    ['a\\Kb', 'ab', ['b']],
    ['\\R', '\r\n', ['\r\n']],
    ['\\R{2}', '\r\n', null],
  ];
  for (const [source, input, wanted] of table)
    assert.deepEqual(groups(source, input), wanted, `${source} on ${JSON.stringify(input)}`);
});

test('letters of both cases match where case is ignored, ASCII ones only', () => {
  assert.ok(matches(regex('\\.PHP$', true), '/x.php'));
  assert.ok(!matches(regex('\\.PHP$'), '/x.php'));
  assert.ok(!matches(regex('é', true), 'É'));
});

/** So long that a search in the square of it would go on for hours. */
const LONG = 300_000;

test('a long input is searched to its end', { timeout: 120_000 }, () => {
  const as = 'a'.repeat(LONG);
  const table: readonly [source: string, input: string, matches: boolean][] = [
    ['^/(a+)+$', `/${as}!`, false],
    ['(a*)*b', as, false],
    ['(?:(?=.*x).)*$', `${as}x`, true],
    ['(?!.*x)y', as, false],
    ['(?:[a-z]++/)*+x', 'ab/'.repeat(LONG / 3), false],
    ['(?:(?>(?:a|aa)+)b?)*c', as, false],
    ['((((a*)*)*)*)*b', as, false],
    ['^(.*)(.*)(.*)x$', as, false],
  ];
  for (const [source, input, found] of table)
    assert.equal(exec(regex(source), input) !== null, found, source);
});

test('the literal that every match starts with', () => {
  assert.equal(literalPrefix(regex('^/api/(.*)')), '/api/');
  assert.equal(literalPrefix(regex('^/(?:api|app)/')), '/ap');
  assert.equal(literalPrefix(regex('^(/a)+x')), '/a');
  assert.equal(literalPrefix(regex('^/a{2}b')), '/a');
  assert.equal(literalPrefix(regex('^/ab?c')), '/a');
  assert.equal(literalPrefix(regex('^/a|^/b')), '/');
  assert.equal(literalPrefix(regex('^(?!/x)/y')), '/y');
  assert.equal(literalPrefix(regex('^/Api', true)), '/');
  assert.equal(literalPrefix(regex('^(a|b)')), '');
  assert.equal(literalPrefix(regex('/api')), null);
  assert.equal(literalPrefix(regex('^/api|x')), null);
  assert.equal(literalPrefix(regex('(?m)^/api')), null);
});

test('an escaped literal matches itself and nothing else', () => {
  const literal = 'a.b*(c)[d]{2}\\^$|?+';
  assert.ok(matches(regex(`^${escapeLiteral(literal)}$`), literal));
  assert.ok(!matches(regex(`^${escapeLiteral('a.b')}$`), 'axb'));
});
