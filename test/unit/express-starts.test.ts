// Where programs make their apps: in callbacks, in functions that nobody here calls, under paths from settings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

test('an app that is made once a database is there is followed', async () => {
  assert.deepEqual(
    await rows({
      'app.js': [
        "const express = require('express');",
        "const store = require('store');",
        'store.connect().then(() => {',
        '  const app = express();',
        `  app.get('/open', ${HANDLER});`,
        `  app.get('/closed', ${GUARD}, ${HANDLER});`,
        '  app.listen(3000);',
        '});',
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /open 200'],
  );
});

test('an app that a callback makes by a function of another module is followed', async () => {
  assert.deepEqual(
    await rows({
      'main.js': [
        "const store = require('store');",
        "const server = require('./server');",
        'store.open((error, db) => {',
        '  if (error) throw error;',
        '  server.start(db);',
        '});',
      ].join('\n'),
      'server.js': [
        "const express = require('express');",
        'exports.start = (db) => {',
        '  const app = express();',
        `  app.get('/open', ${HANDLER});`,
        `  app.get('/closed', ${GUARD}, ${HANDLER});`,
        '  app.listen(3000);',
        '};',
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /open 200'],
  );
});

test('a function that nobody here calls, and that has its app made by another one, is called', async () => {
  assert.deepEqual(
    await rows({
      'index.js': [
        "const parts = require('./parts');",
        'let app;',
        'function init(settings) {',
        '  app = parts.createApp(settings);',
        `  app.get('/open', ${HANDLER});`,
        `  app.get('/closed', ${GUARD}, ${HANDLER});`,
        '}',
        'module.exports = { init, stop() { app = null; } };',
      ].join('\n'),
      'parts.js': [
        "const express = require('express');",
        'module.exports = {',
        '  createApp(settings) {',
        '    const app = express();',
        "    app.disable('x-powered-by');",
        '    return app;',
        '  },',
        '};',
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /open 200'],
  );
});

test('an app that the method of an exported class makes, as commands of tools do, is followed', async () => {
  assert.deepEqual(
    await rows({
      'start.js': [
        "const { Command } = require('tools');",
        "const server = require('./server');",
        'exports.Start = class extends Command {',
        '  async run() { await server.start(this.flags); }',
        '};',
      ].join('\n'),
      'server.js': [
        "const express = require('express');",
        'class Server {',
        '  constructor() { this.app = express(); }',
        '  async config() {',
        `    this.app.get('/open', ${HANDLER});`,
        `    this.app.get('/closed', ${GUARD}, ${HANDLER});`,
        '  }',
        '}',
        'exports.start = async () => {',
        '  const made = new Server();',
        '  await made.config();',
        '  return made;',
        '};',
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /open 200'],
  );
});

test('a path that comes from settings is a path, and what is mounted there is listed under it', async () => {
  assert.deepEqual(
    await rows({
      'app.js': [
        "const express = require('express');",
        "const given = require('settings');",
        'const app = express();',
        'const router = express.Router();',
        `router.get('/x', ${HANDLER});`,
        "let base = process.env.BASE || '/';",
        "if (given.base) base = '/' + given.base;",
        'app.use(base, router);',
        `app.get('/open', ${HANDLER});`,
      ].join('\n'),
    }),
    ['GET /(unknown)/x the path is not known', 'GET /open 200', 'GET /x the path is not known'],
  );
});

test('an app that several exported functions make is one, and apps of a factory are several', async () => {
  const listed = await rows({
    'server.js': [
      "const make = require('./make');",
      'function build(settings) {',
      '  const app = make();',
      `  app.get('/open', ${HANDLER});`,
      '  return app;',
      '}',
      'exports.create = (settings) => build(settings);',
      'exports.start = (settings) => build(settings).listen(settings.port);',
      'exports.admin = (settings) => {',
      '  const app = make();',
      `  app.get('/closed', ${GUARD}, ${HANDLER});`,
      '  return app;',
      '};',
    ].join('\n'),
    'make.js': "const express = require('express');\nmodule.exports = () => express();",
  });
  assert.deepEqual(
    listed.map((row) => row.replace(/ \d+$/, '')),
    ['GET /closed', 'GET /open'],
  );
});

test('functions of a package that fill its empty app are called where nobody here calls them', async () => {
  assert.deepEqual(
    await rows({
      'index.js': [
        "const express = require('express');",
        'const app = express();',
        'exports.start = (port) => {',
        `  app.get('/open', ${HANDLER});`,
        `  app.get('/closed', ${GUARD}, ${HANDLER});`,
        '  app.listen(port);',
        '};',
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /open 200'],
  );
});

test('a path that callers may leave out is listed as it is without them', async () => {
  const listed = await rows({
    'index.js': [
      "const express = require('express');",
      'exports.createServer = (options) => {',
      "  const { basePath = '/base' } = options || {};",
      '  const app = express();',
      '  const router = express.Router();',
      `  router.get('/open', ${HANDLER});`,
      '  app.use(basePath, router);',
      '  return app;',
      '};',
    ].join('\n'),
  });
  assert.equal(listed.length, 1);
  assert.match(listed[0] ?? '', /^GET \/base\/open /);
});

test('what stands in do … while (false) runs once, up to where it is left', async () => {
  const found = await rows({
    'app.js': [
      "const express = require('express');",
      'const app = express();',
      'const isPrivate = true;',
      'do {',
      `  app.get('/first', ${HANDLER});`,
      '  if (!isPrivate) break;',
      `  app.use(${GUARD});`,
      `  app.get('/second', ${HANDLER});`,
      '  if (isPrivate) break;',
      `  app.get('/third', ${HANDLER});`,
      '} while (false);',
      `app.get('/behind', ${HANDLER});`,
    ].join('\n'),
  });
  assert.deepEqual(found, ['GET /behind 401', 'GET /first 200', 'GET /second 401']);
});

test('where do … while (false) is left on a condition that is not known, all behind it is there', async () => {
  const found = await rows({
    'app.js': [
      "const express = require('express');",
      'const app = express();',
      "const { isOpen } = require('settings');",
      'do {',
      '  if (isOpen) break;',
      `  app.use('/x', ${GUARD});`,
      '} while (false);',
      `app.get('/x', ${HANDLER});`,
      `app.get('/y', ${HANDLER});`,
    ].join('\n'),
  });
  assert.deepEqual(found, ['GET /x it depends on a condition', 'GET /y 200']);
});

test('an app that several exported functions make, each with a layer of its own, has each route once', async () => {
  assert.deepEqual(
    await rows({
      'server.js': [
        "const express = require('express');",
        'function makeApp() {',
        '  const app = express();',
        `  app.get('/open', ${HANDLER});`,
        `  app.get('/closed', ${GUARD}, ${HANDLER});`,
        '  return app;',
        '}',
        `exports.start = () => makeApp().get('/started', ${HANDLER});`,
        `exports.create = () => makeApp().get('/created', ${HANDLER});`,
      ].join('\n'),
    }),
    ['GET /closed 401', 'GET /created 200', 'GET /open 200', 'GET /started 200'],
  );
});

test('a router that is mounted twice under one path has each route once', async () => {
  const texts = {
    'app.js': [
      "const express = require('express');",
      'const app = express();',
      'const router = express.Router();',
      `router.get('/open', ${HANDLER});`,
      "app.use('/a', router);",
      "app.use('/a', router);",
    ].join('\n'),
  };
  assert.deepEqual(await rows(texts), ['GET /a/open 200']);
});
