// Packages that load the files of folders into an app, and WebSockets: their routes are listed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const PARTS = {
  'app/models/user.js': `module.exports = () => ({ guard: ${GUARD} });`,
  'app/controllers/users.js': `module.exports = (app) => ({ list: ${HANDLER} });`,
  'app/routes/users.js':
    "module.exports = (app) => app.get('/users', app.models.user.guard, app.controllers.users.list);",
  'app/routes/admin/jobs.js': `module.exports = (app) => { app.post('/jobs', app.models.user.guard, ${HANDLER}); };`,
  'app/routes/notes.txt': 'nothing',
};
const app = (load: string) => ({
  ...PARTS,
  'server.js': [
    "const express = require('express');",
    "const consign = require('consign');",
    "const load = require('express-load');",
    'const app = express();',
    load,
    'app.listen(3000);',
  ].join('\n'),
});

test('consign loads the files of folders in the order of its chain, and puts what they give onto the app', async () => {
  const listed = ['GET /users 401', 'POST /jobs 401'];
  for (const load of [
    "consign({ cwd: 'app', verbose: false }).include('models').then('controllers').then('routes').into(app);",
    "consign({ cwd: __dirname + '/app' }).include('models, controllers').then('routes').into(app);",
    "load('models', { cwd: 'app' }).then('controllers').then('routes').into(app);",
  ])
    assert.deepEqual(await rows(app(load)), listed, load);
});

test('what is taken out again is not loaded, and a single file is named with or without its extension', async () => {
  const load = (last: string) =>
    `consign({ cwd: 'app' }).include('models').then('controllers').include('routes')${last}.into(app);`;
  assert.deepEqual(await rows(app(load(".exclude('routes/users.js')"))), ['POST /jobs 401']);
  assert.deepEqual(await rows(app(load(".exclude('routes/admin').then('routes/users.js')"))), []);
  assert.deepEqual(
    await rows(app("consign({ cwd: 'app' }).include('models').then('routes/admin/jobs.js').into(app);")),
    ['POST /jobs 401'],
  );
});

test('where it is not known which files are loaded, requests may meet more than is listed', async () => {
  const unknown = 'which files are loaded into the app is not known';
  const late = `app.get('/late', ${HANDLER});`;
  assert.deepEqual(await rows(app(`consign().include(process.env.PARTS).into(app); ${late}`)), [
    `GET /late ${unknown}`,
  ]);
});

test('the app that express-ws gives back is the one that it was given, and its WebSockets are routes', async () => {
  const server = (start: string) => ({
    'server.js': [
      "const express = require('express');",
      "const expressWs = require('express-ws');",
      start,
      `app.get('/open', ${HANDLER});`,
      `app.use(${GUARD});`,
      "app.ws('/chat/', (ws, req) => ws.close());",
      'const router = express.Router();',
      "router.ws('/feed', (ws) => ws.close());",
      "app.use('/live', router);",
      `app.get('/end', ${HANDLER});`,
      'app.listen(3000);',
    ].join('\n'),
  });
  const listed = [
    'GET /chat/.websocket 401',
    'GET /end 401',
    'GET /live/feed/.websocket 401',
    'GET /open 200',
  ];
  for (const start of [
    'const { app, getWss } = expressWs(express());',
    'const made = expressWs(express()); const app = made.app;',
    'const app = express(); expressWs(app);',
  ])
    assert.deepEqual(await rows(server(start)), listed, start);
});

test('a folder that has no index is the file that its package.json names', async () => {
  assert.deepEqual(
    await rows({
      'lib/package.json': '{ "main": "src/router.js" }',
      'lib/src/router.js': [
        "const router = require('express').Router();",
        `router.get('/x', ${GUARD}, ${HANDLER});`,
        'module.exports = router;',
      ].join('\n'),
      'server.js': "const app = require('express')(); app.use(require('./lib')); app.listen(3000);",
    }),
    ['GET /x 401'],
  );
});
