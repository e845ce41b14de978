// Handlers of packages that a program cannot do without a server behind them: what is known of them without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../support/express-rows';

const HEAD = "const express = require('express');\nconst app = express();\n";
const END = "\napp.get('/in', (req, res) => res.send('in'));\napp.listen(3000);";
/** What `GET /in` gets behind some statements, without credentials. */
async function behind(text: string, manifest = '{ "dependencies": { "express": "4" } }'): Promise<string> {
  const all = await rows({ 'app.js': HEAD + text + END, 'package.json': manifest });
  return all.find((one) => one.startsWith('GET /in '))?.slice('GET /in '.length) ?? 'none';
}

const LOST = 'what another server answers is not known';

test('proxies pass over what they are not for, and what the server behind them answers is not known', async () => {
  const made = (args: string) =>
    `const { createProxyMiddleware } = require('http-proxy-middleware');\napp.use(createProxyMiddleware(${args}));`;
  const two = '{ "dependencies": { "express": "4", "http-proxy-middleware": "^2.0.6" } }';
  assert.equal(await behind(made("{ target: 'http://a.example' }")), LOST);
  assert.equal(await behind(made("{ target: 'http://a.example', pathFilter: ['/api', '/in'] }")), LOST);
  assert.equal(await behind(made("{ target: 'http://a.example', pathFilter: ['/api', '/x'] }")), '200');
  assert.equal(await behind(made("{ target: 'http://a.example', pathFilter: '/api/**' }")), LOST);
  assert.equal(
    await behind(made("{ target: 'http://a.example', pathFilter: (path) => path === '/x' }")),
    LOST,
  );
  assert.equal(await behind(made("'/api', { target: 'http://a.example' }"), two), '200');
  assert.equal(await behind(made("'http://a.example/api'"), two), '200');
  assert.equal(await behind(made("'http://a.example'"), two), LOST);
  assert.equal(await behind("app.use('/api', require('express-http-proxy')('a.example'));"), '200');
  assert.equal(await behind("app.use(require('express-http-proxy')('a.example'));"), LOST);
});

test('a check that is given the whole of a request finds no credentials in one that brings none', async () => {
  const session =
    'app.use(async (req, res, next) => { const session = await getSession(req, {}); if (!session?.user) return res.sendStatus(401); next(); });';
  assert.equal(await behind(`const { getSession } = require('@auth/express');\n${session}`), '401');
  const isAdmin = 'app.use((req, res, next) => (isAdmin(req) ? next() : res.sendStatus(403)));';
  assert.equal(await behind(`const { isAdmin } = require('rights');\n${isAdmin}`), '403');
});
