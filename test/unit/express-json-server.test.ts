// json-server: its routes are those of the data that it is given, behind the guards that a program puts in front.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, rows } from '../support/express-rows';

const UNKNOWN = 'what json-server answers is not known';
const server = (source: string, ...more: readonly string[]) => ({
  'db.json': '{ "$schema": "x", "users": [{ "id": 1 }], "profile": { "name": "p" } }',
  'data.js': 'module.exports = () => ({ users: [], profile: { name: "p" } });',
  'server.js': [
    "const jsonServer = require('json-server');",
    "const path = require('path');",
    'const server = jsonServer.create();',
    'server.use(jsonServer.defaults());',
    'server.use(jsonServer.bodyParser);',
    "server.post('/login', (req, res) => res.json({}));",
    ...more,
    `server.use('/api', jsonServer.router(${source}));`,
    'server.listen(3000);',
  ].join('\n'),
});
const LISTED = [
  'DELETE /api/users/:id',
  'GET /api/:resource/:id/:nested',
  'GET /api/db',
  'GET /api/profile',
  'GET /api/users',
  'GET /api/users/:id',
  'PATCH /api/profile',
  'PATCH /api/users/:id',
  'POST /api/:resource/:id/:nested',
  'POST /api/profile',
  'POST /api/users',
  'PUT /api/profile',
  'PUT /api/users/:id',
];

test('each list and each object of the data has its routes, which answer what is not known', async () => {
  for (const source of ["'db.json'", "path.join(__dirname, 'db.json')", "require('./data')()"])
    assert.deepEqual(
      await rows(server(source)),
      [...LISTED.map((route) => `${route} ${UNKNOWN}`), 'POST /login 200'].sort(),
      source,
    );
});

test('a guard in front of the data refuses who shows nothing, and a login before it does not', async () => {
  assert.deepEqual(
    await rows(server("'db.json'", `server.use(${GUARD});`)),
    [...LISTED.map((route) => `${route} 401`), 'POST /login 200'].sort(),
  );
});

test('data that cannot be seen may have more routes', async () => {
  const unknown = 'what json-server serves is not known';
  assert.deepEqual(await rows(server('process.env.DATA')), [
    `GET /api/:resource/:id/:nested ${UNKNOWN}`,
    `GET /api/db ${UNKNOWN}`,
    `POST /api/:resource/:id/:nested ${UNKNOWN}`,
    'POST /login 200',
  ]);
  const after = server('process.env.DATA', "server.use(jsonServer.router('none.json'));");
  assert.equal((await rows(after)).includes(`GET /api/db ${unknown}`), true);
});
