// Options with defaults: what was surely given, what may have been, and what nobody can know stays open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";

const listed = async (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  (await rows({ 'app.js': START + lines.join('\n'), ...files })).map((row) => row.split(' ')[1]);

const OWN = 'Object.prototype.hasOwnProperty.call';

test('what an object has is known, and what it lacks', async () => {
  const lines = [
    "const options = { path: '/given' };",
    `if (!${OWN}(options, 'path')) options.path = '/default';`,
    `if (!${OWN}(options, 'other')) options.other = '/other';`,
    `app.get(options.path, ${HANDLER});`,
    `app.get(options.other, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['/given', '/other']);
});

test('what is deleted is gone; under a condition it may be', async () => {
  const lines = (deletion: string) => [
    "const options = { path: '/given' };",
    deletion,
    "if (!('path' in options)) options.path = '/default';",
    `app.get(options.path, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines('delete options.path;')), ['/default']);
  const perhaps = await listed(lines('if (process.env.PLAIN) delete options.path;'));
  assert.deepEqual(perhaps, ['/default', '/given']);
});

const UNKNOWN_OWNERS = {
  'an object that something unknown is spread into': '{ ...require("./options.json").a[process.env.X] }',
  'an object that an environment may fill': 'process.env',
  'what a package makes': 'require("settings").load()',
  'what is made by a class that extends a package': 'new (class extends require("settings").Base {})()',
};

for (const [name, owner] of Object.entries(UNKNOWN_OWNERS)) {
  test(`whether it has a member is not known: ${name}`, async () => {
    const lines = [
      `const options = ${owner};`,
      `if (Object.hasOwn(options, 'a')) app.get('/a', ${HANDLER});`,
      `if (!Object.hasOwn(options, 'a')) app.get('/not-a', ${HANDLER});`,
    ];
    assert.deepEqual(await listed(lines, { 'options.json': '{ "a": {} }' }), ['/a', '/not-a']);
  });
}

test('methods that a prototype gives are not own, and all objects have some', async () => {
  const lines = [
    'function Maker() { this.own = 1; }',
    'Maker.prototype.method = function () {};',
    'const made = new Maker();',
    `if (${OWN}(made, 'own')) app.get('/own', ${HANDLER});`,
    `if (!${OWN}(made, 'method')) app.get('/inherited', ${HANDLER});`,
    `if ('toString' in {}) app.get('/of-all', ${HANDLER});`,
    `if ({}.hasOwnProperty('toString')) app.get('/never', ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['/inherited', '/of-all', '/own']);
});

const CHOICE = ['A', 'B', 'C', 'D', 'E'];

test('of a path that depends on many conditions the only one that is known stands for all', async () => {
  const lines = (last: string) => [
    "const options = { path: '/kit' };",
    ...CHOICE.map((name) => `if (process.env.${name}) options.path = process.env.${name}_PATH;`),
    `if (process.env.F) options.path = '${last}';`,
    `app.get(options.path, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines('/kit')), ['/kit']);
  assert.deepEqual(await listed(lines('/other')), ['/(unknown)']);
});

test('a part of a path that may not be there is no text', async () => {
  const lines = [
    'const options = {};',
    "if (process.env.PART) options.part = 'part';",
    'app.get(`/${options.part}/x`, ' + `${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['/part/x']);
});

test('a list that an unknown loop makes longer keeps what is surely in it', async () => {
  const lines = [
    "const routes = [{ path: '/first', status: 201 }];",
    'const add = (route) => routes.push(route);',
    'for (const more of JSON.parse(process.env.ROUTES)) add(more);',
    "add({ path: '/last', status: 202 });",
    'routes.forEach(({ path, status }) => app.get(path, (req, res) => res.sendStatus(status)));',
  ];
  assert.deepEqual(await rows({ 'app.js': START + lines.join('\n') }), [
    'GET /(unknown) the status is not known',
    'GET /first 201',
    'GET /last the status is not known',
  ]);
});

test('what is put onto a class of a package is there for its objects, and for no others', async () => {
  const lines = [
    "const { Command, Other } = require('commands');",
    `Command.prototype.add = function (path) { app.get(path, ${HANDLER}); };`,
    "new Command().add('/added');",
    "new Other().add('/other');",
    'const command = new Command();',
    "if (process.env.NAMED) command.path = '/named';",
    `app.get(command.path, ${HANDLER});`,
    'command.size = 1;',
    `app.get('/size' + command.size, ${HANDLER});`,
    `app.get('/of-it' + command.flag, ${HANDLER});`,
  ];
  assert.deepEqual(await listed(lines), ['/(unknown)', '/added', '/named', '/of-it(unknown)', '/size1']);
});
