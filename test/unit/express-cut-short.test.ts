// What is cut short or not followed of an Express program is not known: no answer is made of the rest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../../server/src/host/session';
import { asked, GUARD, HANDLER, hostOf, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";

/** Functions that each part the ways of a request. */
const PARTING = "const part = (name, flag) => (req, res, next) => { if (flag) res.set(name, '1'); next(); };";

test('a key that is compared behind more ways than are followed makes nobody report, and answers are not known', async () => {
  const text = [
    START,
    "const given = require('settings');",
    PARTING,
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `app.use(part('${name}', given.${name}));`),
    'app.use((req, res, next) => {',
    "  const key = given.strict ? 'first' : 'second';",
    "  return req.get('x-api-key') === key ? next() : res.status(401).end();",
    '});',
    `app.get('/x', ${HANDLER});`,
  ].join('\n');
  await asked({ 'app.js': text }, ['GET /x -> ?', 'GET /x  X-Api-Key: first -> ?'], '5');
  const manifest = '{ "dependencies": { "express": "5" } }';
  const session = new Session(hostOf({ '/p/package.json': manifest, '/p/app.js': text }));
  await session.discover(['/p']);
  const { findings } = await session.analyze();
  const certain = findings.filter(({ certainty, witness }) => certainty === 'assert' && witness !== null);
  assert.deepEqual(certain, []);
});

const THENABLES = [
  'const lazy = (value) => ({ then(done) { done(value); } });',
  'class Query { constructor(value) { this.value = value; } then(done) { done(this.value); return this; } }',
  "const say = (res, value) => res.sendStatus(value === 'v' ? 401 : 403);",
];

test('a function "then" of the program is called, and what await and promises make of it is not known', async () => {
  const text = [
    START,
    ...THENABLES,
    "app.get('/called', (req, res) => { lazy('v').then((value) => say(res, value)); });",
    "app.get('/method', (req, res) => { new Query('v').then(() => {}).then((value) => say(res, value)); });",
    "app.get('/never', (req, res) => { ({ then() {} }).then(() => res.sendStatus(401)); res.sendStatus(403); });",
    "app.get('/awaited', async (req, res) => { say(res, await lazy('v')); });",
    "app.get('/object', async (req, res) => { say(res, await new Query('v')); });",
    "app.get('/resolved', (req, res) => { Promise.resolve(lazy('v')).then((value) => say(res, value)); });",
    "app.get('/returned', async (req, res) => { const make = async () => lazy('v'); say(res, await make()); });",
    "app.get('/kept', (req, res) => { new Promise((done) => done(lazy('v'))).then((value) => say(res, value)); });",
  ].join('\n');
  await asked(
    { 'app.js': text },
    [
      'GET /called -> 401',
      'GET /method -> 401',
      'GET /never -> 403',
      'GET /awaited -> ? 401',
      'GET /object -> ? 401',
      'GET /resolved -> ? 401',
      'GET /returned -> ? 401',
      'GET /kept -> ? 401',
    ],
    '5',
  );
});

test('what a program adds in a "then" of its own is there if that calls it', async () => {
  const text = [
    START,
    ...THENABLES,
    `lazy().then(() => app.get('/added', ${GUARD}, ${HANDLER}));`,
    `({ then() {} }).then(() => app.get('/never', ${HANDLER}));`,
    'const start = async () => {',
    `  if ((await lazy('v')) === 'v') app.get('/perhaps', ${GUARD}, ${HANDLER});`,
    `  app.get('/last', ${HANDLER});`,
    '};',
    'start();',
  ].join('\n');
  assert.deepEqual(await rows({ 'app.js': text }), [
    'GET /added 401',
    'GET /last 200',
    'GET /perhaps it depends on a condition',
  ]);
});
