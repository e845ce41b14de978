// Handlers of packages that a program cannot do without a server behind them: what is known of them without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, rows } from '../support/express-rows';

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

/** What was asked of each with the packages themselves, where no service takes a token. */
const SERVICES: readonly (readonly [text: string, lines: readonly string[]])[] = [
  [
    `const { clerkMiddleware, requireAuth, getAuth } = require('@clerk/express');
app.use(clerkMiddleware());
app.get('/open', (req, res) => res.send('open'));
app.get('/page', requireAuth({ signInUrl: '/enter' }), (req, res) => res.send('page'));
app.use((req, res, next) => { const { userId } = getAuth(req); if (!userId) return res.sendStatus(401); next(); });`,
    [
      'GET /open -> 200',
      'GET /page -> 302 /enter',
      'GET /in -> 401',
      'GET /in  Authorization: Bearer x -> 200 | 401',
      'GET /page  Cookie: __session=x -> 200 | 302 /enter',
    ],
  ],
  [
    `const { middleware } = require('supertokens-node/framework/express');
const { verifySession } = require('supertokens-node/recipe/session/framework/express');
app.use(middleware());
app.get('/may', verifySession({ sessionRequired: false }), (req, res) => res.sendStatus(req.session ? 200 : 204));
app.use('/in', verifySession());`,
    [
      'GET /in -> 401',
      'GET /in  Authorization: Bearer x -> 200 | 401',
      'GET /may -> 204',
      'GET /auth/session -> ? 404',
    ],
  ],
  [
    `const OAuthServer = require('@node-oauth/express-oauth-server');
const oauth = new OAuthServer({ model: require('./model') });
app.use(oauth.authenticate());`,
    [
      'GET /in -> 401',
      'GET /in  Authorization: Bearer x -> 200 | 401',
      'GET /in  Authorization: Basic YTpi -> 400',
      'GET /in?access_token=x -> ? 401',
    ],
  ],
  [
    `const permissions = require('express-jwt-permissions')();
app.get('/one', permissions.check('admin'), (req, res) => res.send('one'));
app.get('/known', (req, res, next) => { req.user = find(); next(); }, permissions.check('admin'));
app.use(require('express-jwt-authz')(['read:x', 'read:y']));`,
    [
      'GET /one -> 403',
      'GET /known -> ? 403',
      'GET /in -> 403 Bearer scope="read:x read:y", error="Insufficient scope"',
    ],
  ],
  [
    `const bearerToken = require('express-bearer-token');
app.use(bearerToken());
app.use((req, res, next) => (req.token ? next() : res.sendStatus(401)));`,
    ['GET /in -> 401', 'GET /in  Authorization: Bearer x -> 200', 'GET /in  Authorization: Basic x -> 401'],
  ],
  [
    `const { middleware } = require('querymen');
app.use(require('express-prom-bundle')({ metricsPath: '/m' }));
app.use('/health', require('express-healthcheck')());
app.use('/tested', require('express-healthcheck')({ test: () => check() }));
app.get('/asked', middleware(), (req, res) => res.sendStatus(req.querymen.query ? 200 : 500));
app.use(require('connect-history-api-fallback')({ index: '/in' }));`,
    [
      'GET /m -> 200',
      'GET /m/ -> 200',
      'GET /metrics -> 404',
      'GET /health -> 200',
      'GET /tested -> ? 200',
      'GET /some  Accept: text/html -> 200',
      'GET /some.js  Accept: text/html -> 404',
      'GET /some  Accept: application/json -> 404',
      'POST /some  Accept: text/html -> 404',
    ],
  ],
];

test('guards that ask a service, and equipment, do what they did when they were run', async () => {
  for (const [text, lines] of SERVICES) await asked({ 'app.js': HEAD + text + END }, lines, '4');
});
