// Lodash and underscore: what is called when, and what stays open where a list, an object or a path is not known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const program = (...lines: readonly string[]) =>
  rows({
    'app.js': [
      "const _ = require('lodash');",
      "const given = require('settings');",
      'const app = require("express")();',
      `const add = (name) => { app.get('/' + name, ${HANDLER}); };`,
      ...lines,
    ].join('\n'),
  });

test('a chain of lodash does nothing until its value is asked for, and one of underscore at once', async () => {
  const lines = [
    "_.chain(['never']).each(add);",
    "_(['no']).map(add);",
    "_(['yes']).each(add);",
    "_.chain(['last']).each(add).value();",
  ];
  assert.deepEqual(await program(...lines), ['GET /last 200', 'GET /yes 200']);
  assert.deepEqual(await program("const u = require('underscore');", "u.chain(['once']).each(add);"), [
    'GET /once 200',
  ]);
});

test('a callback that answers false ends a loop of lodash, and one that may leaves the rest open', async () => {
  assert.deepEqual(await program("_.each(['a', 'b', 'c'], (name) => { add(name); return name !== 'b'; });"), [
    'GET /a 200',
    'GET /b 200',
  ]);
  const [a, b] = await program("_.each(['a', 'b'], (name) => { add(name); return given.more(name); });");
  assert.equal(a, 'GET /a 200');
  assert.notEqual(b, 'GET /b 200');
});

test('what is not known is not gone through as if it were', async () => {
  const [one, ...others] = await program('_.each(given.names, add);');
  assert.match(one ?? '', /^GET \/\(unknown\)/);
  assert.deepEqual(others, []);
  const chained = await program("_.chain(given.names).compact().each((name) => add('of-' + name)).value();");
  assert.equal(chained.length, 1);
  assert.match(chained[0] ?? '', /^GET \/of-\(unknown\)/);
  assert.match((await program('add(_.sortBy([given.a, "b"])[0]);'))[0] ?? '', /^GET \/\(unknown\)/);
  assert.match((await program('add(_.uniq(["a", given.b]).length);'))[0] ?? '', /^GET \/\(unknown\)/);
  assert.match((await program('add(_.kebabCase("1stPage"));'))[0] ?? '', /^GET \/\(unknown\)/);
});

test('an entry that settings of the outside may change is not taken for sure', async () => {
  const sure = ['_.defaults(options, given); add(options.path);', 'GET /own 200'];
  const open = [
    '_.merge(options, given); add(options.path);',
    '_.extend(options, given); add(options.path);',
  ];
  const start = "const options = { path: 'own' };";
  assert.deepEqual(await program(start, sure[0] ?? ''), [sure[1]]);
  for (const line of open) assert.notDeepEqual(await program(start, line), [sure[1]]);
  assert.notDeepEqual(await program("add(_.get(given, 'path', 'own'));"), ['GET /own 200']);
  assert.deepEqual(await program("add(_.get({}, 'path', 'own'));"), ['GET /own 200']);
});

test('packages of single functions of lodash are known by their names', async () => {
  const lines = [
    "const merge = require('lodash.merge');",
    "const isEmpty = require('lodash.isempty');",
    "if (!isEmpty({})) add('never');",
    "add(merge({ a: { b: 'deep' } }, { a: {} }).a.b);",
    "add(require('lodash/camelCase')('two words'));",
  ];
  assert.deepEqual(await program(...lines), ['GET /deep 200', 'GET /twoWords 200']);
});

test('a package is not asked what it is where its files are not there', async () => {
  const found = await program("if (given.type === 'routes') add('perhaps');", "add('own');");
  assert.equal(found[0], 'GET /own 200');
  assert.notEqual(found[1], 'GET /perhaps 200');
});
