// Guards of packages, one app each: what AuthLint says of a request is what the app that really runs answers.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { requestTo } from '../../../server/src/core';
import { analyzeTexts } from '../../support/workspace';
import { ALL, type Guard, LIMITS_AND_STORES, STRATEGIES } from './guards-of-packages';
import { agrees, type Expected } from './recorded';
import { folderOfFiles, installPackages } from './running/folder';
import { ask, startProgram } from './running/running';

const GUARDS: readonly Guard[] = [
  ...LIMITS_AND_STORES,
  ...STRATEGIES,
  {
    name: 'http-auth with its own connect',
    text: `const auth = require('http-auth');
const connect = require('http-auth-connect');
app.use(connect(auth.basic({ realm: 'Area' }, (user, password, done) => done(user === 'a' && password === 'b'))));`,
    requests: ALL,
  },
  {
    name: 'http-auth without a realm, with an error',
    text: `const auth = require('http-auth');
app.use(require('http-auth-connect')(auth.basic({}, (user, password, done) => done(new Error('down')))));`,
    requests: ALL,
  },
  {
    name: 'express-oauth2-jwt-bearer',
    text: `const { auth } = require('express-oauth2-jwt-bearer');
app.use(auth({ issuer: 'https://id.example/', audience: 'api', secret: 'a-secret-of-many-letters', tokenSigningAlg: 'HS256' }));`,
    requests: [
      'GET /',
      'OPTIONS /',
      'GET /  Authorization: Basic YTpi',
      'GET /  Authorization: Bearer',
      'GET /  Authorization: Bearer a b',
    ],
  },
  {
    name: 'express-oauth2-jwt-bearer without DPoP',
    text: `const { auth } = require('express-oauth2-jwt-bearer');
app.use(auth({ issuer: 'https://id.example/', audience: 'api', secret: 'a-secret-of-many-letters', tokenSigningAlg: 'HS256', dpop: { enabled: false } }));`,
    requests: ['GET /', 'GET /  Authorization: Basic YTpi', 'GET /  Authorization: Bearer'],
  },
  {
    name: 'express-oauth2-jwt-bearer that requires nothing, and a scope',
    text: `const { auth, requiredScopes, claimEquals } = require('express-oauth2-jwt-bearer');
app.use(auth({ issuer: 'https://id.example/', audience: 'api', secret: 'a-secret-of-many-letters', tokenSigningAlg: 'HS256', authRequired: false }));
app.post('/', requiredScopes('write'));
app.get('/admin', claimEquals('role', 'admin'));`,
    requests: [...ALL, 'GET /admin'],
  },
  {
    name: 'express-openid-connect for all routes',
    text: `const { auth } = require('express-openid-connect');
app.use(auth({ issuerBaseURL: 'https://id.example', baseURL: 'http://localhost:3000', clientID: 'c', secret: 'a long secret for the cookie', errorOnRequiredAuth: true }));`,
    requests: [...ALL, 'GET /none', 'GET /  Accept: application/json'],
  },
  {
    name: 'express-openid-connect for some routes',
    text: `const { auth, requiresAuth, claimIncludes } = require('express-openid-connect');
app.use(auth({ authRequired: false, issuerBaseURL: 'https://id.example', baseURL: 'http://localhost:3000', clientID: 'c', secret: 'a long secret for the cookie', routes: { login: false } }));
app.get('/login', (req, res) => res.json({ in: req.oidc.isAuthenticated() }));
app.get('/me', requiresAuth());
app.get('/admin', claimIncludes('roles', 'admin'));`,
    requests: [
      'GET /',
      'GET /login',
      'GET /me  Accept: application/json',
      'GET /admin  Accept: application/json',
    ],
  },
  {
    name: 'requiresAuth() without auth()',
    text: `const { requiresAuth } = require('express-openid-connect');
app.use(requiresAuth());`,
    requests: ['GET /'],
  },
  {
    name: 'keycloak-connect, bearer-only',
    text: `const Keycloak = require('keycloak-connect');
const keycloak = new Keycloak({}, { realm: 'r', 'auth-server-url': 'https://id.example', resource: 'api', 'bearer-only': true });
app.use(keycloak.middleware());
app.get('/', keycloak.protect());
app.post('/', keycloak.protect('realm:staff'));`,
    requests: ['GET /', 'POST /', 'OPTIONS /', 'DELETE /'],
  },
  {
    name: 'csurf with a cookie',
    text: `app.use(require('cookie-parser')());
app.use(require('csurf')({ cookie: true }));`,
    requests: [...ALL, 'POST /  X-CSRF-Token: x', 'DELETE /none'],
  },
  {
    name: 'csurf without a place for its secret',
    text: `app.use(require('csurf')());`,
    requests: ALL,
  },
  {
    name: 'csrf-csrf',
    text: `const { doubleCsrf } = require('csrf-csrf');
app.use(require('cookie-parser')());
const { doubleCsrfProtection } = doubleCsrf({ getSecret: () => 's', getSessionIdentifier: () => 'i' });
app.use(doubleCsrfProtection);`,
    requests: [...ALL, 'DELETE /none'],
  },
  {
    name: 'connect-ensure-login without and with a place',
    text: `const { ensureLoggedIn, ensureLoggedOut } = require('connect-ensure-login');
app.get('/', ensureLoggedIn());
app.post('/', ensureLoggedIn({ redirectTo: '/enter' }));
app.get('/out', ensureLoggedOut());`,
    requests: ['GET /', 'POST /', 'GET /out', 'GET /none'],
  },
  {
    name: 'method-override by a header, for POST alone',
    text: `app.use(require('method-override')());
app.delete('/', (req, res) => res.status(401).end());
app.get('/', (req, res) => res.status(req.originalMethod === 'GET' ? 204 : 500).end());`,
    requests: [
      ...ALL,
      'POST /  X-HTTP-Method-Override: DELETE',
      'POST /  X-HTTP-Method-Override: delete, GET',
      'POST /  X-HTTP-Method-Override: nothing',
      'PUT /  X-HTTP-Method-Override: DELETE',
      'GET /  X-HTTP-Method-Override: DELETE',
    ],
  },
  {
    name: 'method-override by the query, for any method, and by a function',
    text: `const methodOverride = require('method-override');
app.use(methodOverride('_method', { methods: null }));
app.use(methodOverride((req) => req.headers['x-put'] ? 'PUT' : undefined, { methods: ['POST', 'PATCH'] }));
app.put('/', (req, res) => res.status(401).end());
app.delete('/', (req, res) => res.status(403).end());`,
    requests: [
      ...ALL,
      'GET /?_method=DELETE',
      'POST /?a=1&_method=put&_method=delete',
      'POST /?_method=',
      'POST /  X-Put: yes',
      'GET /  X-Put: yes',
      'PATCH /?_method=DELETE  X-Put: yes',
    ],
  },
  {
    name: 'errorhandler in front of routes and behind them',
    text: `const errorhandler = require('errorhandler');
app.use(errorhandler({ log: false }));
app.get('/status', (req, res, next) => next(Object.assign(new Error('no'), { status: 403 })));
app.get('/code', (req, res, next) => next(Object.assign(new Error('no'), { statusCode: 401 })));
app.get('/plain', () => { throw new Error('no'); });
app.get('/text', (req, res, next) => { res.status(402); next('no'); });
app.use(errorhandler({ log: false }));`,
    requests: [...ALL, 'GET /status', 'GET /code', 'GET /plain', 'GET /text', 'GET /none'],
  },
  {
    name: 'celebrate with its handler for errors, which passes the errors of others on',
    text: `const { celebrate, errors, Joi } = require('celebrate');
app.use(errors());
app.get('/', (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)), celebrate({ query: Joi.object({ page: Joi.number() }) }));
app.get('/late', (req, res, next) => next(Object.assign(new Error('no'), { status: 403 })));
app.use(errors());`,
    requests: [...ALL, 'GET /?page=1', 'GET /?page=x', 'GET /late', 'GET /?page=x  Authorization: x'],
  },
  {
    name: 'express-validation behind a guard',
    text: `const { validate, Joi } = require('express-validation');
app.get('/', (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)), validate({ query: Joi.object({ page: Joi.number() }) }));
app.use((error, req, res, next) => res.status(error.status || error.statusCode || 500).end());`,
    requests: [...ALL, 'GET /?page=x', 'GET /?page=x  Authorization: x'],
  },
  {
    name: 'express-validator in front of a guard and behind it',
    text: `const { body, check, matchedData, oneOf, query, validationResult } = require('express-validator');
const guard = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));
const fits = (req, res, next) => (validationResult(req).isEmpty() ? next() : res.status(400).json(validationResult(req).array()));
app.post('/', [check('name').exists().isString().trim(), oneOf([body('a').exists(), body('b').exists()])], guard, fits);
app.get('/', query('page'), guard, (req, res) => res.json(matchedData(req)));
app.get('/run', async (req, res) => { await query('page').isInt().run(req); res.sendStatus(204); });`,
    requests: [...ALL, 'GET /?page=1  Authorization: x', 'POST /  Authorization: x', 'GET /run', 'GET /none'],
  },
  {
    name: 'bystanders in front of a guard',
    text: `app.use(require('helmet')());
app.use(require('compression')());
app.use(require('morgan')('tiny', { skip: () => true }));
app.use(require('express-rate-limit').rateLimit({ limit: 50, validate: false }));
app.use(require('connect-flash')());
app.use(require('body-parser').json());
app.use(require('express-paginate').middleware(10, 50));
app.use(require('i18n').init);
app.use(require('trim-request').all);
app.use((req, res, next) => (req.get('authorization') === 'Bearer x' ? next() : res.sendStatus(401)));`,
    requests: ['GET /', 'GET /  Authorization: Bearer x'],
  },
  {
    name: 'a session by a token of better-auth or lucia',
    text: `const { authorization } = { authorization: 'Authorization' };
const auth = { api: { getSession: async ({ headers }) => (headers[authorization.toLowerCase()] === 'Bearer x' ? { user: { id: 1 } } : null) } };
app.use(async (req, res, next) => {
  const session = await auth.api.getSession({ headers: req.headers });
  if (!session) return res.status(401).json({ error: 'Unauthorized' });
  res.locals.user = session.user;
  next();
});`,
    requests: ALL,
  },
  {
    name: 'express-async-handler around a guard',
    text: `const handler = require('express-async-handler');
app.use(handler(async (req, res, next) => {
  if (!req.headers.authorization) throw Object.assign(new Error('who?'), { status: 401 });
  next();
}));`,
    requests: ALL,
  },
  {
    name: 'a router of express-promise-router',
    text: `const router = require('express-promise-router')();
router.use(async (req) => {
  if (!req.headers.authorization) throw Object.assign(new Error('who?'), { status: 401 });
  return 'next';
});
app.use(router);`,
    requests: ALL,
  },
  {
    name: 'express-async-errors',
    text: `app.use(async (req, res, next) => {
  if (!req.headers.authorization) throw Object.assign(new Error('who?'), { status: 401 });
  next();
});`,
    requests: ALL,
  },
];

before(installPackages);

describe('guards of packages', () => {
  for (const guard of GUARDS) {
    for (const version of [4, 5] as const) {
      test(`${guard.name}, Express ${version}`, () => compare(guard, version));
    }
  }
});

/** What is not known counts as no mistake, but of all that is asked something is known. */
async function compare({ name, text, requests }: Guard, version: 4 | 5): Promise<void> {
  const head = name === 'express-async-errors' && version === 4 ? "require('express-async-errors');\n" : '';
  const program = `const express = require('express');
${head}const app = express();
${text}
app.all('/', (req, res) => res.send('in'));
module.exports = app;
`;
  const manifest = JSON.stringify({ name: 'app', dependencies: { express: `^${version}.0.0` } });
  const files = [
    { name: 'app.js', text: program, language: 'js' },
    { name: 'package.json', text: manifest, language: 'json' },
  ];
  const { analysis, session } = await analyzeTexts(files);
  const folder = folderOfFiles(files, version);
  const running = await startProgram(folder, 'app.js', { environment: 'empty', finds: 'something' });
  try {
    assert.equal(running.failure, null);
    const [app] = running.apps;
    assert.ok(app);
    let known = 0;
    for (const line of requests) {
      const [head = '', ...headers] = line.split('  ');
      const [method = '', target = ''] = head.split(' ');
      const lines = headers.map(
        (one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 2)] as const,
      );
      const answer = await ask(app, { method, target, headers: lines });
      const got: Expected = {
        status: answer.status,
        www_authenticate: answer.challenge,
        location: answer.location,
      };
      const outcomes = [];
      for (const credentials of ['valid', 'invalid'] as const) {
        const request = requestTo(method, target, { headers: lines, credentials });
        assert.ok(request);
        const decision = await session.explain(analysis, request);
        assert.ok(decision);
        outcomes.push(decision.outcome);
      }
      const isKnown = outcomes.every(({ kind }) => kind !== 'unknown');
      if (isKnown) known++;
      if (process.env.AUTHLINT_SHOW_UNKNOWN === '1' && !isKnown)
        console.log(name, version, line, JSON.stringify(got), JSON.stringify(outcomes));
      assert.ok(
        !isKnown || outcomes.some((outcome) => agrees(outcome, got)),
        `${line} got ${JSON.stringify(got)}, and not ${JSON.stringify(outcomes)}`,
      );
    }
    assert.ok(known > 0, 'nothing is known');
  } finally {
    running.stop();
    folder.remove();
  }
}
