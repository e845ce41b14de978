// Programs that would take long to follow: what makes them grow is told from what is there once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, routes } from '../../server/src/core';
import { isExpressLayer } from '../../server/src/core/kinds/express/layer';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

async function analyze(texts: Readonly<Record<string, string>>): Promise<Analysis> {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  const session = new Session(memoryHost(files, loadJsParser));
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  return analysis;
}

function rows(analysis: Analysis): readonly string[] {
  return routes(analysis)
    .map(({ methods, path }) => `${methods?.join() ?? '*'} ${path}`)
    .sort();
}

/** Whether all of the programs was followed, with steps to spare. */
function areWhole(analysis: Analysis): boolean {
  return analysis.layers.filter(isExpressLayer).every(({ program }) => program.isWhole);
}

test('functions that ask each other for what is made once, on conditions that nobody knows, are followed once each', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.js': [
      "const express = require('express');",
      "const { client } = require('./store');",
      'const app = express();',
      "client('users');",
      "app.get('/users', (req, res) => res.json([]));",
    ].join('\n'),
    'store.js': [
      "const { open } = require('driver');",
      'let store = null;',
      'let kind = null;',
      'function get(name) {',
      '  if (store) return store;',
      "  if (process.env.A) name = name + 'a';",
      "  if (process.env.B) name = name + 'b';",
      '  const made = open(name);',
      '  check(made);',
      '  if (made.ready) store = made;',
      '  return made;',
      '}',
      'async function check(given) {',
      '  given = given ?? get();',
      "  if (client(given) === 'a') await given.query();",
      "  if (client(given) === 'b') await given.query();",
      "  if (client(given) === 'c') await given.query();",
      "  if (client(given) === 'd') await given.query();",
      '  return get();',
      '}',
      'function client(given) {',
      '  given = given ?? get();',
      '  if (kind) return kind;',
      '  kind = given.kind || get().kind || check(given);',
      '  return kind;',
      '}',
      'exports.client = (name) => client(get(name));',
    ].join('\n'),
  });
  assert.deepEqual(rows(analysis), ['GET /users']);
  assert.equal(areWhole(analysis), true);
});

test('a function that goes through a known tree by calling itself is followed', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.js': [
      "const app = require('express')();",
      "const tree = { path: '/a', of: [{ path: '/b', of: [{ path: '/c', of: [] }] }] };",
      'function add(node, front) {',
      '  app.get(front + node.path, (req, res) => res.end());',
      '  node.of.forEach((one) => add(one, front + node.path));',
      '}',
      "add(tree, '');",
    ].join('\n'),
  });
  assert.deepEqual(rows(analysis), ['GET /a', 'GET /a/b', 'GET /a/b/c']);
});

test('what a call adds that is not followed any deeper may be there', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.js': [
      "const app = require('express')();",
      'function add(app, path) {',
      '  app.get(path, (req, res) => res.end());',
      "  if (process.env[path]) add(app, path + '/x');",
      '}',
      "add(app, '/a');",
    ].join('\n'),
  });
  assert.deepEqual(rows(analysis), ['GET /a']);
  const [layer] = analysis.layers.filter(isExpressLayer);
  assert.deepEqual(
    layer?.stack.app.gaps.map(({ reason }) => reason),
    ['functions call each other too deep to be followed'],
  );
});

test('a module that is first loaded on a condition is the same for all that load it later', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.js': [
      "const app = require('express')();",
      "if (process.env.EARLY) app.use('/early', require('./router'));",
      "app.use('/late', require('./router'));",
    ].join('\n'),
    'router.js': [
      "const router = require('express').Router();",
      "router.get('/x', (req, res) => res.end());",
      'module.exports = router;',
    ].join('\n'),
  });
  assert.deepEqual(rows(analysis), ['GET /early/x', 'GET /late/x']);
  const [layer] = analysis.layers.filter(isExpressLayer);
  assert.deepEqual(
    layer?.stack.app.layers.map(({ presence }) => presence.length),
    [1, 0],
  );
});

test('modules that pass on what each other exports come to an end', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "5" } }',
    'app.mjs': [
      "import express from 'express';",
      "import * as all from './a.mjs';",
      "import { one, two } from './b.mjs';",
      'const app = express();',
      "app.get('/one', one);",
      "app.get('/two', two);",
      "app.get('/all', all.two);",
    ].join('\n'),
    'a.mjs': "export * from './b.mjs';\nexport const one = (req, res) => res.end();\n",
    'b.mjs': "export * from './a.mjs';\nexport const two = (req, res) => res.sendStatus(401);\n",
  });
  assert.deepEqual(rows(analysis), ['GET /all', 'GET /one', 'GET /two']);
  assert.equal(areWhole(analysis), true);
});

test('a text that a loop doubles is gone through once', async () => {
  const analysis = await analyze({
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.js': [
      "const express = require('express');",
      'const app = express();',
      "let text = require('os').hostname();",
      'for (let i = 0; i < 60; i++) text = text + text;',
      "app.get('/users', (req, res) => res.json([]));",
      'app.listen(3000);',
    ].join('\n'),
  });
  assert.deepEqual(rows(analysis), ['GET /users']);
});

test('a function that costs too much leaves steps for the routes behind it', async () => {
  // Each call is long, and none of them has to do with the app: after its share the function is not followed any more.
  const long = Array.from({ length: 300 }, (_, i) => `  if (given.a${i}) made.b${i} = given.c${i} + ${i};`);
  const text = [
    "const app = require('express')();",
    'function prepare(given) {',
    '  const made = {};',
    ...long,
    '  return made;',
    '}',
    'const all = [];',
    ...Array.from({ length: 200 }, (_, i) => `all.push(prepare(process.env.X${i}));`),
    "app.get('/last/' + typeof prepare, (req, res) => res.json([]));",
  ].join('\n');
  const manifest = '{ "dependencies": { "express": "4" } }';
  const analysis = await analyze({ 'package.json': manifest, 'app.js': text });
  assert.deepEqual(rows(analysis), ['GET /last/function']);
  assert.equal(areWhole(analysis), false);
});
