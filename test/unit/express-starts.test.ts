// Where programs make their apps: in callbacks, in functions that nobody here calls, under paths from settings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestTo, routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

/** The routes of a program, each with what a bare request to it gets, such as `GET /x 401`. */
async function rows(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  const manifest = { '/p/package.json': '{ "dependencies": { "express": "4" } }' };
  const session = new Session(memoryHost({ ...manifest, ...files }, loadJsParser));
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  const listed = routes(analysis).map(async ({ methods, path }) => {
    const request = requestTo(methods?.[0] ?? 'GET', path);
    assert.ok(request);
    const outcome = (await session.explain(analysis, request))?.outcome;
    const answer = outcome?.kind === 'unknown' ? outcome.reason : outcome?.status;
    return `${methods?.join() ?? '*'} ${path} ${answer}`;
  });
  return (await Promise.all(listed)).sort();
}

const GUARD = "(req, res, next) => (req.headers['x-key'] === 'k' ? next(null) : res.sendStatus(401))";
const HANDLER = '(req, res) => res.json({})';

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
    ['GET /(unknown)/x the path is not known', 'GET /open the path is not known'],
  );
});
