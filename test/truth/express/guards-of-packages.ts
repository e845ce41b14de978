// Guards of packages for `guards.test.ts`: limits, stores of one request, tokens against forged ones, strategies.

export type Guard = {
  readonly name: string;
  /** The statements between `const app = express()` and its routes. */
  readonly text: string;
  /** Requests in the form `GET /path  Header: value`. */
  readonly requests: readonly string[];
};

export const ALL = [
  'GET /',
  'POST /',
  'OPTIONS /',
  'GET /  Authorization: Bearer x',
  'GET /  Authorization: Basic YTpi',
  'GET /  Authorization: x',
];

const BY_TOKEN = `app.use((req, res, next) => (req.headers.authorization === 'Bearer x' ? next() : res.sendStatus(401)));`;
const SESSION = `app.use(require('express-session')({ secret: 's', resave: false, saveUninitialized: true }));`;

export const LIMITS_AND_STORES: readonly Guard[] = [
  {
    name: 'express-brute in front of a route and of all',
    text: `const ExpressBrute = require('express-brute');
const brute = new ExpressBrute(new ExpressBrute.MemoryStore(), { freeRetries: 100 });
app.post('/login', brute.prevent, (req, res) => req.brute.reset(() => res.sendStatus(204)));
app.use(brute.getMiddleware({ key: (req, res, next) => next(req.ip) }));
${BY_TOKEN}`,
    requests: [...ALL, 'POST /login', 'GET /none'],
  },
  {
    name: 'express-slow-down and rate-limiter-flexible',
    text: `const { slowDown } = require('express-slow-down');
const { RateLimiterMemory } = require('rate-limiter-flexible');
app.use(slowDown({ delayAfter: 100, delayMs: () => 10, validate: false }));
app.get('/left', (req, res) => res.sendStatus(req.slowDown ? 204 : 500));
const limiter = new RateLimiterMemory({ points: 100, duration: 1 });
app.use((req, res, next) => { limiter.consume(req.ip).then(() => next()).catch(() => res.sendStatus(429)); });
${BY_TOKEN}`,
    requests: [...ALL, 'GET /left'],
  },
  {
    name: 'lusca.csrf',
    text: `${SESSION}
app.use(require('lusca').csrf());
app.get('/token', (req, res) => res.sendStatus(req.csrfToken ? 204 : 500));
${BY_TOKEN}`,
    requests: [...ALL, 'POST /  X-CSRF-Token: x', 'DELETE /none', 'GET /token', 'POST /  X-XSRF-Token: x'],
  },
  {
    name: 'lusca with csrf among its headers, and an error handler that knows its status by the answer',
    text: `${SESSION}
app.use(require('lusca')({ csrf: true, xframe: 'SAMEORIGIN' }));
${BY_TOKEN}
app.use((error, req, res, next) => res.status(error.status || 500).end());`,
    requests: ALL,
  },
  { name: 'lusca.csrf without sessions', text: `app.use(require('lusca').csrf());`, requests: ALL },
  {
    name: 'lusca.csrf with paths that it passes over',
    text: `${SESSION}
app.get('/', (req, res) => res.send('in'));
app.use(require('lusca').csrf({ blocklist: ['/'] }));`,
    requests: ['GET /', 'POST /'],
  },
  {
    name: 'express-ipfilter behind a guard',
    text: `const { IpFilter, IpDeniedError } = require('express-ipfilter');
${BY_TOKEN}
app.use(IpFilter(['10.0.0.1'], { mode: 'allow', log: false }));
app.use((error, req, res, next) => (error instanceof IpDeniedError ? res.sendStatus(403) : next(error)));`,
    requests: [...ALL, 'GET /none'],
  },
  {
    name: 'express-http-context, with its middleware and without',
    text: `const context = require('express-http-context');
app.get('/early', (req, res) => { context.set('user', 1); res.sendStatus(context.get('user') ? 204 : 401); });
app.use(context.middleware);
app.use((req, res, next) => { context.set('user', req.headers.authorization); next(); });
app.use((req, res, next) => (context.get('user') ? next() : res.sendStatus(401)));
app.get('/other', (req, res) => res.sendStatus(context.get('other') ? 204 : 403));`,
    requests: [...ALL, 'GET /early', 'GET /other', 'GET /other  Authorization: x'],
  },
  {
    name: 'a namespace of cls-hooked',
    text: `const { createNamespace, getNamespace } = require('cls-hooked');
const space = createNamespace('app');
app.get('/early', (req, res) => { space.set('user', 1); res.sendStatus(204); });
app.use((req, res, next) => {
  space.bindEmitter(req);
  space.bindEmitter(res);
  space.run(() => { space.set('user', req.headers.authorization); next(); });
});
app.use((req, res, next) => (getNamespace('app').get('user') ? next() : res.sendStatus(401)));
app.use('/late', (req, res, next) => { space.run(() => space.set('role', 1)); next(); });
app.get('/late', (req, res) => res.sendStatus(space.get('role') ? 200 : 403));`,
    requests: [...ALL, 'GET /early', 'GET /late  Authorization: x'],
  },
  {
    name: 'AsyncLocalStorage',
    text: `const { AsyncLocalStorage } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
app.get('/early', (req, res) => res.sendStatus(storage.getStore() ? 200 : 401));
app.use((req, res, next) => storage.run({ user: req.headers.authorization }, next));
app.use((req, res, next) => (storage.getStore().user ? next() : res.sendStatus(401)));
app.use('/map', (req, res, next) => { storage.enterWith(new Map([['role', 'staff']])); next(); });
app.get('/map', (req, res) => res.sendStatus(storage.getStore().get('role') === 'staff' ? 204 : 403));
app.use('/left', (req, res, next) => { storage.exit(() => {}); next(); });
app.get('/left', (req, res) => res.sendStatus(storage.getStore() ? 204 : 403));`,
    requests: [...ALL, 'GET /early', 'GET /map  Authorization: x', 'GET /left  Authorization: x'],
  },
];

const PASSPORT = `const passport = require('passport');
app.use(passport.initialize());`;

export const STRATEGIES: readonly Guard[] = [
  {
    name: 'passport-custom',
    text: `${PASSPORT}
const { Strategy } = require('passport-custom');
passport.use(new Strategy((req, done) => {
  const key = req.headers['x-key'];
  if (key === 'boom') return done(new Error('no'));
  if (key === 'throw') throw Object.assign(new Error('no'), { status: 403 });
  done(null, key === 'k' ? { id: 1 } : false, key ? 'Custom realm="Area"' : undefined);
}));
app.use(passport.authenticate('custom', { session: false }));`,
    requests: ['GET /', 'GET /none', ...['k', 'boom', 'throw', 'other'].map((key) => `GET /  X-Key: ${key}`)],
  },
  {
    name: 'passport-custom under a name of its own, that waits',
    text: `${PASSPORT}
const Gate = require('passport-custom');
passport.use('gate', new Gate(async (req, done) => done(null, await Promise.resolve(req.get('x-key') === 'k'))));
app.use(passport.authenticate('gate', { session: false }));`,
    requests: ['GET /', 'GET /  X-Key: k', 'GET /  X-Key: other'],
  },
  {
    name: 'passport-http-bearer with scopes',
    text: `${PASSPORT}
const { Strategy } = require('passport-http-bearer');
passport.use(new Strategy({ scope: ['read', 'write'], realm: 'Area' }, (token, done) => done(null, token === 'x' && {}, { message: 'bad' })));
passport.use('one', new Strategy({ scope: 'read', passReqToCallback: true }, (req, token, done) => done(null, false)));
app.get('/one', passport.authenticate('one', { session: false }));
app.use(passport.authenticate('bearer', { session: false }));`,
    requests: [...ALL, 'GET /  Authorization: Bearer y', 'GET /one', 'GET /one  Authorization: Bearer x'],
  },
  {
    name: 'passport-headerapikey that gives its function the request',
    text: `${PASSPORT}
const { HeaderAPIKeyStrategy } = require('passport-headerapikey');
passport.use(new HeaderAPIKeyStrategy({ header: 'X-Key', prefix: '' }, true, (key, done, req) => done(null, key === 'k' && req.method === 'GET' ? {} : false)));
app.use(passport.authenticate('headerapikey', { session: false }));`,
    requests: ['GET /', 'GET /  X-Key: k', 'POST /  X-Key: k', 'GET /  X-Key: j'],
  },
];
