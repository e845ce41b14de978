// What is asked of several patterns at once: a text that all of them match, and whether one covers another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile, covers, example, exampleAmong, overlap, type Regex } from '../../server/src/core/regex';

function regex(source: string, ignoreCase = false): Regex {
  const compiled = compile(source, { ignoreCase });
  assert.equal(compiled.kind, 'regex', `${source}: ${JSON.stringify(compiled)}`);
  return compiled as Regex;
}

/** The text of an example, or else its kind. */
function told(found: ReturnType<typeof example>): string {
  return found.kind === 'example' ? found.text : `<${found.kind}>`;
}

test('an example is short, and looks like a path', () => {
  const table: readonly [string, string][] = [
    ['^/api/v\\d+/', '/api/v0/'],
    ['\\.(php|html)$', '.php'],
    ['^/[^/]+$', '/a'],
    ['^/[^a-z]$', '/0'],
    ['^/[^a-z0-9]$', '//'],
    ['^/[^\\w/]$', '/-'],
    ['^[\\x00-\\x20]$', ' '],
    ['\\t', '\t'],
    ['^[\\x80-\\xff]$', '\x80'],
    ['^/(?!a)\\w$', '/b'],
    ['^/(?!.*(?:a|b)).+$', '/c'],
    ['x(?<=ax)$', 'ax'],
    ['x(?<!^x)(?<!ax)$', 'bx'],
    ['\\bb\\B', 'ba'],
    ['^[a-y]++.$', 'az'],
    ['^(?>a|ab)c', 'ac'],
    ['a$.', '<none>'],
    ['a(?=b)c', '<none>'],
    ['(?>a+)a', '<none>'],
    ['^/(?!)', '<none>'],
    ['\\n', '<unknown>'],
    ['(?>a*b?)a', '<unknown>'],
    ['^.{20}a[^/]*$(?<!.{20}a[^/]{20})', '<unknown>'],
  ];
  for (const [source, wanted] of table) assert.equal(told(example(regex(source))), wanted, source);
});

test('two patterns overlap where one text is for both', () => {
  const table: readonly [string, string, string][] = [
    ['^/admin/', '\\.php$', '/admin/.php'],
    ['^/a', '^/b', '<none>'],
    ['^/a', '/b$', '/a/b'],
    ['^/\\.(?!well-known/)', '^/\\.well-known/', '<none>'],
    ['/\\.(?!well-known/)', '^/\\.well-known/', '/.well-known/.'],
    ['^/(?!admin|login)[^/]+$', '^/[a-z]+n$', '/an'],
    ['^[^/]++$', '/', '<none>'],
  ];
  for (const [a, b, wanted] of table)
    assert.equal(told(overlap(regex(a), regex(b))), wanted, `${a} and ${b}`);
  assert.equal(told(overlap(regex('^/ADMIN', true), regex('^/admin$'))), '/admin');
});

test('an example among many is for all of some and for none of others', () => {
  const among = (all: readonly string[], none: readonly string[]) =>
    told(
      exampleAmong(
        all.map((source) => regex(source)),
        none.map((source) => regex(source)),
      ),
    );
  assert.equal(among(['^/admin', 's$'], ['^/admin/']), '/admins');
  assert.equal(among(['^/'], ['^/$', '^/[a-z]']), '/0');
  assert.equal(among(['^/'], ['^/[a-y]*$', 'z']), '/0');
  assert.equal(among([], ['^$']), 'a');
  assert.equal(among(['^/'], ['/']), '<none>');
});

test('one pattern covers another', () => {
  const table: readonly [string, string, string][] = [
    ['^/api/', '^/api/internal/', 'yes'],
    ['^/api/internal/', '^/api/', 'no'],
    ['\\.(php|html)$', '\\.php$', 'yes'],
    ['^/[ -\\xff]*$', '^/', 'no'],
    ['^/.*$', '^/', 'yes'],
    ['a(?=b)', 'b', 'no'],
    ['b', 'a(?=b)', 'yes'],
    ['^/(?!x)', '^/[a-w]', 'yes'],
    ['ab', '(?:\\n|a)b', 'unknown'],
    ['a', '(?>a*b?)a', 'unknown'],
  ];
  for (const [a, b, wanted] of table) assert.equal(covers(regex(a), regex(b)), wanted, `${a} over ${b}`);
});

test('a question that is too large is not answered, and soon', () => {
  const [a, b] = [regex('^.{25}a'), regex('^.{25}b.*c.{15}$')];
  const size = regex(`(${Array.from({ length: 1500 }, (_, i) => `bot${i}`).join('|')})`);
  assert.equal(covers(a, b), 'unknown');
  assert.equal(overlap(size, size).kind, 'unknown');
});
