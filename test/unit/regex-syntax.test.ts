// The syntax of patterns: what stands for what, what PCRE refuses, and what is not supported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile, test as matches, type Regex } from '../../server/src/core/regex';

function regex(source: string, ignoreCase = false): Regex {
  const compiled = compile(source, { ignoreCase });
  assert.equal(compiled.kind, 'regex', `${source}: ${JSON.stringify(compiled)}`);
  return compiled as Regex;
}

/** Which of some texts a pattern matches as a whole. */
function whole(source: string, texts: readonly string[], ignoreCase = false): readonly string[] {
  const pattern = regex(`\\A(?:${source})\\z`, ignoreCase);
  return texts.filter((text) => matches(pattern, text));
}

test('escapes stand for units', () => {
  const table: readonly [string, string][] = [
    ['\\a\\e\\f\\n\\r\\t', '\x07\x1b\f\n\r\t'],
    ['\\x41\\x4g\\x\\x{0042}', 'A\x04g\0B'],
    ['\\0\\07\\018\\101\\o{102}', '\0\x07\x018AB'],
    ['\\cA\\ca\\c[\\c{', '\x01\x01\x1b;'],
    ['\\.\\/\\-\\_\\ \\é', './-_ é'],
    ['\\Qa.b*\\E+', 'a.b**'],
    ['a\\Q\\E+', 'aa'],
    ['a(?#comment)+', 'aa'],
    ['{a}{,2}]', '{a}{,2}]'],
    ['a{2}b{1,}c{0,1}', 'aabb'],
  ];
  for (const [source, text] of table) assert.deepEqual(whole(source, [text]), [text], source);
});

test('escapes and names stand for sets, as the C locale has them', () => {
  const units = ['a', 'Z', '5', '_', '-', ' ', '\t', '\n', '\v', '\x85', '\xa0', '\xe9'];
  const table: readonly [string, readonly string[]][] = [
    ['\\d', ['5']],
    ['\\w', ['a', 'Z', '5', '_']],
    ['\\s', [' ', '\t', '\n', '\v']],
    ['\\h', [' ', '\t', '\xa0']],
    ['\\v', ['\n', '\v', '\x85']],
    ['[[:alpha:]]', ['a', 'Z']],
    ['[[:^alnum:][:digit:]]', ['5', '_', '-', ' ', '\t', '\n', '\v', '\x85', '\xa0', '\xe9']],
    ['[[:blank:]]', [' ', '\t']],
    ['[[:punct:]]', ['_', '-']],
    ['[[:upper:]]', ['Z']],
    ['[^\\W\\d_]', ['a', 'Z']],
    ['[\\w-]', ['a', 'Z', '5', '_', '-']],
    ['[]a]', ['a']],
    ['[^]a\\s\\x80-\\xff]', ['Z', '5', '_', '-']],
    ['[-Y-[]', ['Z', '-']],
    ['[\\Q-\\E5]', ['5', '-']],
    ['[a-\\Qz\\E]', ['a']],
    ['[\\x5f\\132]', ['Z', '_']],
    ['.', units.filter((unit) => unit !== '\n')],
    ['\\N', units.filter((unit) => unit !== '\n')],
    ['\\C', units],
  ];
  for (const [source, wanted] of table) assert.deepEqual(whole(source, units), wanted, source);
  assert.deepEqual(whole('[[:upper:]]', ['a', 'Z', '5'], true), ['a', 'Z']);
  assert.deepEqual(whole('[[:^lower:]]', ['a', 'Z', '5'], true), ['5']);
  assert.deepEqual(whole('[^a]', ['a', 'A', 'b'], true), ['b']);
});

test('options hold to the end of their group', () => {
  const texts = ['ab', 'aB', 'Ab', 'AB', 'c', 'C', 'a b', 'a\nb'];
  const table: readonly [string, readonly string[]][] = [
    ['a(?i)b', ['ab', 'aB']],
    ['a(?i)b|c', ['ab', 'aB', 'c', 'C']],
    ['(?:a(?i))b', ['ab']],
    ['(?i:a)b', ['ab', 'Ab']],
    ['(?i)a(?-i)b', ['ab', 'Ab']],
    ['(?x) a b # both\n', ['ab']],
    ['(?x)a [ ] b', ['a b']],
    ['(?s)a.b', ['a b', 'a\nb']],
    ['a.b', ['a b']],
    ['(?m)a$.^b', []],
    ['(?ms)a$.^b', ['a\nb']],
    ['(?U)a.*?b', ['ab', 'a b']],
  ];
  for (const [source, wanted] of table) assert.deepEqual(whole(source, texts), wanted, source);
});

test('groups are counted and named', () => {
  const { groupCount, names } = regex("(a)(?:b)(?<x>c)(?P<y>d)(?'z'e)(?=(f))");
  assert.equal(groupCount, 5);
  assert.deepEqual(names, [
    { name: 'x', index: 2 },
    { name: 'y', index: 3 },
    { name: 'z', index: 4 },
  ]);
});

test('what every PCRE refuses is invalid, with the place of the fault', () => {
  const table: readonly [string, number][] = [
    ['a)', 1],
    ['a(b', 1],
    ['a(?:b', 1],
    ['a[b', 1],
    ['[]', 0],
    ['[^]', 0],
    ['[z-a]', 1],
    ['[a-\\d]', 1],
    ['[[:nope:]]', 1],
    ['[:alpha:]', 0],
    ['*a', 0],
    ['a|*', 2],
    ['a**', 2],
    ['a{2}{3}', 4],
    ['^*', 1],
    ['\\b+', 2],
    ['a{3,2}', 1],
    ['a{70000}', 1],
    ['a\\', 1],
    ['\\x{zz}', 0],
    ['\\x{100}', 0],
    ['\\400', 0],
    ['\\c', 0],
    ['\\u', 0],
    ['(?<n>a)(?<n>b)', 7],
    ['(?<1a>b)', 0],
    ['(?<n', 0],
    ['(?z)', 0],
    ['a(?#b', 1],
    ['(?<=a+)b', 0],
    ['(a)\\2', 3],
    [`${'('.repeat(251)}${')'.repeat(251)}`, 250],
  ];
  for (const [source, offset] of table) {
    const compiled = compile(source, { ignoreCase: false });
    assert.equal(compiled.kind, 'invalid', source);
    assert.equal(compiled.kind === 'invalid' && compiled.offset, offset, source);
  }
});

test('what is not modelled, or depends on the version of PCRE, is unsupported', () => {
  const sources = [
    ...['(a)\\1', '\\1(a)', '(?<n>a)\\k<n>', '(a)\\g1', '(?P<n>a)(?P=n)'],
    ...['(?R)', '(?1)(a)', '(?&n)(?<n>a)', '(?(1)a|b)', '(?C)a', '(?|(a)|(b))', '(*UTF8)a', '(*FAIL)'],
    ...['\\p{L}', '\\pL', '\\X', '\\Ga', '\\i', '\\8', '[\\d-z]', '[\\B]', '(?J)a', '(?^)a', '(?--i)a'],
    ...['(?<=a|bc?)d', '(?<=(?:a|bc))d', '(?=a\\Kb)', '(?:\\R)+', '(a){0}b', '\\x{ 41}'],
    ...['(a{1000}){1000}', '(?:(?:(?:){60000}){60000}){60000}', '(?:(?=(a)).)*', 'a'.repeat(70_000)],
  ];
  for (const source of sources) {
    assert.equal(compile(source, { ignoreCase: false }).kind, 'unsupported', source.slice(0, 80));
  }
});
