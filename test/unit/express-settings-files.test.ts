// Paths that settings give: config/default says what is the default of what a program reads, and hosts of URLs do not matter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const DEFAULTS = {
  api: { prefix: '/api/v1', open: true },
  login: '/login',
  pages: [{ path: '/help' }, { path: '/about' }],
  port: 3000,
};

const server = (...lines: readonly string[]) => ({
  'config/default.json': JSON.stringify(DEFAULTS),
  'server.js': [
    "const express = require('express');",
    "const config = require('config');",
    'const app = express();',
    ...lines,
    "app.listen(config.get('port'));",
  ].join('\n'),
});

test('paths of routes are what the defaults say, by get and by name', async () => {
  assert.deepEqual(
    await rows(
      server(
        `app.post(config.get('login'), ${HANDLER});`,
        'const router = express.Router();',
        `router.get('/users', ${GUARD}, ${HANDLER});`,
        "app.use(config.get('api.prefix'), router);",
        'app.use(config.api.prefix + "/again", router);',
        `for (const page of config.get('pages')) app.get(page.path, ${HANDLER});`,
      ),
    ),
    [
      'GET /about 200',
      'GET /api/v1/again/users 401',
      'GET /api/v1/users 401',
      'GET /help 200',
      'POST /login 200',
    ],
  );
});

test('defaults may stand in a module, and what they do not say is not known', async () => {
  const texts = {
    ...server(`app.get(config.get('login'), ${HANDLER});`, `app.get(config.get('other'), ${HANDLER});`),
    'config/default.js': "module.exports = { login: '/sign-in' };",
  };
  const { 'config/default.json': _, ...moduleOnly } = texts;
  const listed = await rows(moduleOnly);
  assert.equal(listed[0]?.startsWith('GET /(unknown)'), true, listed.join());
  assert.equal(listed[1], 'GET /sign-in 200');
});

test('a switch of the settings may be off where the program runs', async () => {
  const question = server(
    `if (config.get('api.open')) app.get('/open', ${HANDLER});`,
    `app.get('/last', ${HANDLER});`,
  );
  const [last, open] = await rows(question);
  assert.equal(last, 'GET /last 200');
  assert.match(open ?? '', /^GET \/open (?!200|404)/);
});

test('the path of a URL is known where its host is not', async () => {
  const lines = [
    'const base = process.env.ISSUER ?? `http://${process.env.HOST}:8080/`;',
    "const meta = { token: new URL('/token', base).href, revoke: process.env.R ? new URL('/revoke?a=b', base).href : undefined };",
    `app.use(new URL(meta.token).pathname, ${GUARD});`,
    `app.post(new URL(meta.token).pathname, ${HANDLER});`,
    `if (meta.revoke) app.post(new URL(meta.revoke).pathname, ${HANDLER});`,
    'app.get(new URL(`https://${process.env.HOST}/health`).pathname, (req, res) => res.sendStatus(204));',
    `app.put(new URL('next', base).pathname, ${HANDLER});`,
  ];
  const listed = await rows(server(...lines));
  assert.deepEqual(
    listed.map((row) => row.split(' ').slice(0, 2).join(' ')),
    ['GET /health', 'POST /revoke', 'POST /token', 'PUT /(unknown)'],
  );
  assert.equal(listed[2], 'POST /token 401');
});
