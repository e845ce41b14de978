// The nginx syntax: words, quotes, escapes, blocks, Lua, holes and what is said of broken files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Directive, parseNginx, printNginx } from '../../server/src/core/syntax/nginx';

/** A directive as nested arrays: its words, then its body. */
function shape(directive: Directive): unknown {
  const words = [directive.name.value, ...directive.args.map((word) => word.value)];
  return directive.body === null ? words : [...words, directive.body.directives.map(shape)];
}

const shapes = (text: string) => parseNginx(text).directives.map(shape);
const problems = (text: string) => parseNginx(text).problems.map((problem) => problem.message);

test('words end at blanks, semicolons and braces, and comments only start a word', () => {
  assert.deepEqual(shapes('auth_basic a#b;# c\nreturn 200;'), [
    ['auth_basic', 'a#b'],
    ['return', '200'],
  ]);
  assert.deepEqual(shapes('location ~ ^/x{ deny all; }'), [['location', '~', '^/x', [['deny', 'all']]]]);
  assert.deepEqual(shapes('x a}b;'), [['x', 'a}b']]);
});

test('quotes hold blanks, semicolons, braces and newlines', () => {
  assert.deepEqual(shapes(`auth_basic "Area {51}; staff # only";`), [
    ['auth_basic', 'Area {51}; staff # only'],
  ]);
  assert.deepEqual(shapes('auth_basic\n "multi\nline"\n;'), [['auth_basic', 'multi\nline']]);
  assert.deepEqual(shapes('if ($a = "x") { break; }'), [['if', '($a', '=', 'x', ')', [['break']]]]);
});

test('escapes resolve as in ngx_conf_read_token', () => {
  assert.deepEqual(shapes(String.raw`a 'It\'s "51"' "\\\"q\\\"" "a\tb" /back\slash \.php$;`), [
    ['a', `It's "51"`, '\\"q\\"', 'a\tb', '/back\\slash', '\\.php$'],
  ]);
});

test('the brace of ${name} does not open a block', () => {
  assert.deepEqual(shapes('set $a x${b}y;'), [['set', '$a', 'x${b}y']]);
});

test('a Lua block is one text, whatever its strings and comments hold', () => {
  const text =
    'access_by_lua_block { -- }\n local s = "}" .. [==[ ]] } ]==] --[[ } ]]\n if x then end }\nreturn 204;';
  const [lua, next] = parseNginx(text).directives;
  assert.equal(lua?.name.value, 'access_by_lua_block');
  assert.match(text.slice(lua?.lua?.start, lua?.lua?.end), /if x then end/);
  assert.equal(next?.name.value, 'return');
});

test('template holes stand for themselves or are a part of a word', () => {
  const tree = parseNginx('{% if x %}\nserver_name {{ host }};\n{% endif %}\nlisten <%= port %>;');
  assert.deepEqual(tree.directives.map(shape), [
    ['server_name', '{{ host }}'],
    ['listen', '<%= port %>'],
  ]);
  assert.equal(tree.holes.length, 2);
  assert.ok(tree.directives.every((directive) => directive.args[0]?.hole));
  assert.deepEqual(tree.problems, []);
});

test('broken files keep what can be read', () => {
  assert.deepEqual(shapes('location / { auth_basic "x" }\nlocation /b { }'), [
    ['location', '/', [['auth_basic', 'x']]],
    ['location', '/b', []],
  ]);
  assert.deepEqual(problems('location / { auth_basic "x" }'), ['A ";" is missing here.']);
  assert.deepEqual(problems('server {'), ['This block is never closed.']);
  assert.deepEqual(problems('}'), ['Unexpected "}".']);
  assert.deepEqual(problems('a b'), [
    'The file ends in the middle of a directive: a ";" or a block is missing.',
  ]);
  assert.deepEqual(shapes('auth_basic "Staff;\nauth_basic_user_file f;\n'), [
    ['auth_basic', 'Staff'],
    ['auth_basic_user_file', 'f'],
  ]);
});

test('a byte order mark is named, since nginx refuses it', () => {
  assert.match(problems('\uFEFFhttp { }')[0] ?? '', /byte order mark/);
  assert.deepEqual(shapes('\uFEFFhttp { }'), [['http', []]]);
});

test('ten thousand nested blocks are no danger', () => {
  const text = `${'a {'.repeat(10_000)}${'}'.repeat(10_000)}`;
  assert.equal(printNginx(parseNginx(text)), text);
  assert.match(problems(text).join(), /nested more than/);
});
