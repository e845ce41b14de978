// What handlers are read to do: the ways to write a 401, guards of packages, and what cannot be known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answer } from '../support/express-answer';

const ok = `app.get('/', (req, res) => res.send('ok'));`;
const bearer = { authorization: 'Bearer a.b.c' };

// Each row was run on Express 4.22 and 5.3.
const WAYS: readonly (readonly [handler: string, on4: string, on5: string])[] = [
  ['(req, res) => res.sendStatus(401)', '401', '401'],
  ['(req, res) => res.status(401).end()', '401', '401'],
  ['(req, res) => res.status(401).json({ error: 1 })', '401', '401'],
  [
    '(req, res) => { res.writeHead(401, { "WWW-Authenticate": "Basic" }); res.end(); }',
    '401 Basic',
    '401 Basic',
  ],
  ['(req, res) => { res.statusCode = 401; res.end(); }', '401', '401'],
  ['(req, res) => res.status("401").end()', '401', '500'],
  ['(req, res) => res.send(401)', '401', '200'],
  ['(req, res) => res.json({}, 401)', '401', '200'],
  ['(req, res) => res.json(401, {})', '401', '200'],
  ['(req, res) => { res.status(401); }', '0', '0'],
  ['function () { arguments[1].sendStatus(401); }', '401', '401'],
  ['function (req, res) { arguments = [401]; res.sendStatus(arguments[0]); }', '401', '401'],
  ['function (arguments, res) { res.sendStatus(arguments.url === "/" ? 401 : 403); }', '401', '401'],
  ['(req, res) => { const f = () => {}; f.status = 401; res.sendStatus(f.status); }', '401', '401'],
  ['(req, res) => res.status(401).redirect("/login")', '302 /login', '302 /login'],
  ['(req, res) => res.redirect(401, "/login")', '401 /login', '401 /login'],
  [
    '(req, res) => res.set("WWW-Authenticate", ["Basic", "Bearer"]).sendStatus(401)',
    '401 Basic Bearer',
    '401 Basic Bearer',
  ],
  ['(req, res, next) => { const e = new Error("x"); e.status = 401; next(e); }', '401', '401'],
  ['(req, res, next) => { const e = new Error("x"); e.status = "401"; throw e; }', '500', '500'],
  ['(req, res, next) => { res.status(401); next(new Error("x")); }', '401', '401'],
  ['async () => { throw Object.assign(new Error("x"), { status: 401 }); }', '0', '401'],
  ['(req, res, next) => next("text")', '500', '500'],
  ['(err, req, res, next) => res.sendStatus(401)', '200', '200'],
  ['(req, res, next) => { next(); res.sendStatus(401); }', '200', '200'],
];

describe('ways to write a 401', () => {
  for (const [handler, on4, on5] of WAYS) {
    test(handler, () => {
      const program = `app.use(${handler});\n${ok}`;
      assert.equal(answer(program, { version: 4 }), on4);
      assert.equal(answer(program, { version: 5 }), on5);
    });
  }
});

describe('hand-written guards', () => {
  const guard = `app.use((req, res, next) => {
    const [scheme, token] = (req.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
    require('jsonwebtoken').verify(token, process.env.SECRET, (err, user) => {
      if (err) return res.sendStatus(403);
      req.user = user;
      next();
    });
  });\n${ok}`;

  test('a token is looked for, and judged', () => {
    assert.equal(answer(guard), '401 Bearer');
    assert.equal(answer(guard, { headers: bearer }), '200');
    assert.equal(answer(guard, { headers: bearer, credentials: 'invalid' }), '403');
    assert.equal(answer(guard, { headers: { authorization: 'bearer a.b.c' } }), '401 Bearer');
  });

  test('a key is compared with what the program does not show', () => {
    const key = `app.use((req, res, next) => (req.get('X-Key') === process.env.KEY ? next() : res.sendStatus(401)));\n${ok}`;
    assert.equal(answer(key), '401');
    assert.equal(answer(key, { headers: { 'x-key': 'k' } }), '200');
    assert.equal(answer(key, { headers: { 'x-key': 'k' }, credentials: 'invalid' }), '401');
  });

  test('a key that is written out is compared as it is', () => {
    const key = `app.use((req, res, next) => (req.get('X-Key') === 'k' ? next() : res.sendStatus(401)));\n${ok}`;
    assert.equal(answer(key, { headers: { 'x-key': 'k' } }), '200');
    assert.equal(answer(key, { headers: { 'x-key': 'other' } }), '401');
  });

  test('what depends on the outside is not known', () => {
    const roles = `app.use((req, res, next) => (require('./flags').open() ? next() : res.sendStatus(401)));\n${ok}`;
    assert.equal(answer(roles), 'unknown');
    assert.equal(answer(`app.use(require('some-guard')());\n${ok}`), 'unknown');
    assert.equal(
      answer(`app.use((req, res, next) => require('some-guard').check(req, res, next));\n${ok}`),
      'unknown',
    );
  });

  test('what a callback throws later is caught by nobody', () => {
    const check = (rest: string) =>
      `const jwt = require('jsonwebtoken');
       app.use((req, res, next) => { jwt.sign({}, 'k', () => { ${rest}throw new Error('x'); }); });`;
    assert.equal(answer(check('')), 'unknown');
    assert.equal(answer(check('res.sendStatus(401); ')), '401');
  });

  test('who gets the response in an object may answer, where nothing else does', () => {
    const given = (rest: string) =>
      `app.use(async (req, res, next) => { await require('./act').run({ req, res }); ${rest}});\n${ok}`;
    assert.equal(answer(given('')), 'unknown');
    assert.equal(answer(given('res.sendStatus(401); ')), '401');
    assert.equal(answer(given('next(); ')), '200');
  });

  test('what fits a schema has what the schema asks for, where no body was sent', () => {
    const checks = `const { z } = require('zod');
       const schema = z.object({ id: z.string() });
       app.use((req, res, next) => {
         try {
           const found = schema.safeParse(undefined);
           if (!found.success) throw Object.assign(new Error('none'), { code: 400 });
           const { id } = found.data;
           next();
         } catch (error) { res.sendStatus(error.code ?? 500); }
       });\n${ok}`;
    assert.equal(answer(checks), '200');
  });

  test('the first promise that is kept of several is the one that Promise.any waits for', () => {
    const any = (list: string) =>
      `app.use(async (req, res, next) => {
         const failed = [];
         const fails = (error) => { failed.push(error); throw error; };
         const check = (name) => Promise.reject({ status: 403, name });
         try { await Promise.any(${list}); } catch (error) { return res.sendStatus(failed.pop()?.status ?? 400); }
         next();
       });\n${ok}`;
    assert.equal(answer(any("[check('a').catch(fails), check('b').catch(fails)]")), '403');
    assert.equal(answer(any("[check('a').catch(fails), Promise.resolve(1)]")), '200');
    assert.equal(answer(any('[]')), '400');
  });

  test('both ways of a condition that come to the same are decided', () => {
    const both = `app.use((req, res) => { if (process.env.DEBUG) console.log(1); res.sendStatus(401); });`;
    assert.equal(answer(both), '401');
  });
});

describe('promises that handlers return', () => {
  const rejects = `async (req, res, next) => { throw Object.assign(new Error('x'), { status: 401 }); }`;

  test('a router or a patch that waits for them makes errors of them on Express 4', () => {
    const router = `const router = require('express-promise-router')();\nrouter.use(${rejects});\napp.use(router);\n${ok}`;
    assert.equal(answer(router, { version: 4 }), '401');
    assert.equal(
      answer(`require('express-async-errors');\napp.use(${rejects});\n${ok}`, { version: 4 }),
      '401',
    );
  });

  test('checks of tokens reject bad ones', () => {
    const checks = [
      `require('util').promisify(require('jsonwebtoken').verify)(req.get('authorization').slice(7), 'k')`,
      `require('firebase-admin').auth().verifyIdToken(req.get('authorization').slice(7))`,
    ];
    for (const check of checks) {
      const guard = `app.use(async (req, res, next) => { try { req.user = await ${check}; } catch { return res.sendStatus(401); } next(); });\n${ok}`;
      assert.equal(answer(guard, { headers: bearer }), '200');
      assert.equal(answer(guard, { headers: bearer, credentials: 'invalid' }), '401');
    }
  });

  test('what a lookup finds is given to then()', () => {
    const guard = `const users = require('@acme/users');
      app.use((req, res, next) => {
        users.findOne({ token: req.get('authorization') }).then((user) => (user ? next() : res.sendStatus(401))).catch(next);
      });\n${ok}`;
    assert.equal(answer(guard, { headers: bearer }), '200');
    assert.equal(answer(guard, { headers: bearer, credentials: 'invalid' }), '401');
  });
});

describe('look-ups', () => {
  test('what the path names is there, whoever asks; a secret in the path is judged', () => {
    const get = (path: string, call: string) =>
      `const orders = require('@acme/orders');
      app.get('${path}', (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)), async (req, res) => {
        const order = await orders.${call};
        res.sendStatus(order ? 204 : 404);
      });`;
    const wrong = { headers: bearer, credentials: 'invalid' } as const;
    const byId = get('/:id', 'findOne({ id: req.params.id })');
    assert.equal(answer(byId, { url: '/7' }), '401');
    assert.equal(answer(byId, { url: '/7', headers: bearer }), '204');
    assert.equal(answer(byId, { url: '/7', ...wrong }), '204');
    assert.equal(answer(get('/:token', 'findOne({ id: req.params.token })'), { url: '/7', ...wrong }), '404');
    for (const call of ['findUnique({ where: { id: req.params.id } })', 'findById(Number(req.params.id))'])
      assert.equal(answer(get('/:id', call), { url: '/7', ...wrong }), '204', call);
    const both = get('/:id', 'findOne({ id: req.params.id, key: req.headers.authorization })');
    assert.equal(answer(both, { url: '/7', ...wrong }), '404');
  });

  test('further steps of a look-up change nothing of what it finds', () => {
    const get = (steps: string) =>
      `const orders = require('@acme/orders');
      app.param('id', (req, res, next, id) => {
        orders.findById(id)${steps}.then((order) => { if (!order) return res.sendStatus(404); req.order = order; next(); }).catch(next);
      });
      app.get('/:id', (req, res) => res.sendStatus(req.headers.authorization ? 204 : 401));`;
    for (const steps of ['', ".populate('author')", ".select('-key').lean().exec()"]) {
      assert.equal(answer(get(steps), { url: '/7' }), '401');
      assert.equal(answer(get(steps), { url: '/7', headers: bearer, credentials: 'invalid' }), '204');
    }
  });

  test('what was made with a function that throws may throw', () => {
    const parsed = (given: string) =>
      `const parse = require('@acme/parse')({ a: Number }, ${given});
      app.get('/', (req, res) => { parse(req.body); res.sendStatus(204); });`;
    assert.equal(answer(parsed('(errors) => { throw new Error(errors); }')), 'unknown');
    assert.equal(answer(parsed('(errors) => errors.length')), '204');
  });
});

describe('classes of errors', () => {
  test('instanceof knows what made an error, whatever its name is', () => {
    const program = (thrown: string) => `
      class ApiError extends Error { constructor(code) { super('x'); this.code = code; } }
      class AuthError extends ApiError { constructor() { super(401); this.name = 'Other'; } }
      app.use(() => { throw ${thrown}; });
      app.use((err, req, res, next) => res.status(err instanceof ApiError ? err.code : 500).end());`;
    assert.equal(answer(program('new ApiError(403)')), '403');
    assert.equal(answer(program('new AuthError()')), '401');
    assert.equal(answer(program('new TypeError("x")')), '500');
  });

  test('constructors call those of their parents, and set fields', () => {
    const program = (classes: string, thrown: string) =>
      `const { StatusCodes } = require('http-status-codes');\n${classes}\napp.use(() => { throw ${thrown}; });`;
    const parent = `class HttpError extends Error { constructor(message, status) { super(message); this.status = status; } }`;
    const child = `class Denied extends HttpError { constructor(message = 'no') { super(message, 401); } }`;
    assert.equal(answer(program(`${parent}\n${child}`, 'new Denied()')), '401');
    const field = 'class Denied extends Error { status = StatusCodes.UNAUTHORIZED; }';
    assert.equal(answer(program(field, 'new Denied("x")')), '401');
  });

  test('errors of http-errors are HttpErrors', () => {
    const program = `const createError = require('http-errors');
      app.use((req, res, next) => next(createError(401)));
      app.use((err, req, res, next) => res.status(err instanceof createError.HttpError ? err.status : 500).end());`;
    assert.equal(answer(program), '401');
  });
});

describe('guards of packages', () => {
  test('express-jwt lets bad tokens pass up to version 3 where none are required', () => {
    const guard = `app.use(require('express-jwt')({ secret: 's', credentialsRequired: false }));
      app.get('/', (req, res) => res.sendStatus(req.user ? 204 : 200));`;
    const at = (version: string, authorization: string) =>
      answer(guard, {
        headers: { authorization },
        credentials: 'invalid',
        packages: { 'express-jwt': version },
      });
    assert.equal(at('3.4.0', 'Bearer a.b.c'), '200');
    assert.equal(at('5.3.3', 'Bearer a.b.c'), '401');
    assert.equal(at('3.4.0', 'Basic YTpi'), '401');
    assert.equal(at('5.3.3', 'Basic YTpi'), '200');
  });

  test('express-basic-auth challenges only if it is told to', () => {
    const basic = (more: string) =>
      `app.use(require('express-basic-auth')({ users: { me: 'pw' }${more} }));\n${ok}`;
    const authorization = `Basic ${Buffer.from('me:pw').toString('base64')}`;
    assert.equal(answer(basic('')), '401');
    assert.equal(answer(basic(", challenge: true, realm: 'R'")), '401 Basic realm="R"');
    assert.equal(answer(basic(''), { headers: { authorization } }), '200');
    assert.equal(answer(basic(''), { headers: { authorization: 'Basic bWU6bm8=' } }), '401');
    const open = `app.use(require('express-basic-auth')({ authorizer: async () => false }));\n${ok}`;
    assert.equal(answer(open, { headers: { authorization: 'Basic bWU6bm8=' } }), '200');
  });

  test('passport joins the challenges of its strategies', () => {
    const passport = `const passport = require('passport');
      const { BasicStrategy } = require('passport-http');
      const BearerStrategy = require('passport-http-bearer').Strategy;
      passport.use(new BasicStrategy((u, p, done) => done(null, u === 'me' && p === 'pw' ? { u } : false)));
      passport.use(new BearerStrategy((t, done) => done(null, t === 't' ? {} : false)));\n`;
    const both = `${passport}app.use(passport.authenticate(['bearer', 'basic'], { session: false }));\n${ok}`;
    assert.equal(answer(both), '401 Bearer realm="Users" Basic realm="Users"');
    assert.equal(answer(both, { headers: { authorization: 'Bearer t' } }), '200');
    assert.equal(
      answer(both, { headers: { authorization: 'Bearer no' } }),
      '401 Bearer realm="Users", error="invalid_token" Basic realm="Users"',
    );
    const kept = `${passport}app.use(passport.authenticate('bearer'));\n${ok}`;
    assert.equal(answer(kept, { headers: { authorization: 'Bearer t' } }), '500');
    assert.equal(answer(`${passport}app.use(passport.authenticate('jwt'));\n${ok}`), '500');
  });

  test('express-jwt passes preflights that name the header, and paths of unless()', () => {
    const jwt = `const { expressjwt } = require('express-jwt');
      app.use(expressjwt({ secret: 's', algorithms: ['HS256'] }).unless({ path: ['/', /^\\/pub/] }));
      app.get('/:x', (req, res) => res.send('ok'));\n${ok}`;
    assert.equal(answer(jwt, { url: '/a' }), '401');
    assert.equal(answer(jwt, { url: '/a', headers: bearer }), '200');
    assert.equal(answer(jwt, { url: '/public' }), '200');
    assert.equal(answer(jwt), '200');
    const headers = { 'access-control-request-headers': 'authorization' };
    assert.equal(answer(jwt, { url: '/a', method: 'OPTIONS', headers }), '200');
    assert.equal(answer(jwt, { url: '/a', method: 'OPTIONS' }), '401');
  });

  test('cors answers every OPTIONS that reaches it', () => {
    const before = `app.use(require('cors')());\napp.use((req, res) => res.sendStatus(401));`;
    const after = `app.use((req, res) => res.sendStatus(401));\napp.use(require('cors')());`;
    assert.equal(answer(before, { method: 'OPTIONS' }), '204');
    assert.equal(answer(after, { method: 'OPTIONS' }), '401');
    assert.equal(answer(`app.use(require('cors'));\n${ok}`), '0');
  });
});

describe('sessions that packages keep', () => {
  const LUCIA = `const { Lucia } = require('lucia');
const lucia = new Lucia(require('./db'), { sessionCookie: { name: 'sid' } });
app.use(async (req, res, next) => {
  const id = lucia.readSessionCookie(req.headers.cookie ?? '');
  if (!id) { res.locals.user = null; return next(); }
  const { session, user } = await lucia.validateSession(id);
  if (session && session.fresh) res.appendHeader('Set-Cookie', lucia.createSessionCookie(session.id).serialize());
  res.locals.user = user;
  next();
});
app.get('/', (req, res) => (res.locals.user ? res.send('in') : res.sendStatus(401)));`;
  const BETTER = (options: string) => `const { betterAuth } = require('better-auth');
const { bearer } = require('better-auth/plugins');
const { fromNodeHeaders } = require('better-auth/node');
const auth = betterAuth(${options});
app.get('/', async (req, res) => {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) });
  if (!session) return res.sendStatus(401);
  res.json(session.user.id);
});`;

  test('lucia knows its cookie', () => {
    assert.equal(answer(LUCIA), '401');
    assert.equal(answer(LUCIA, { headers: { cookie: 'sid=a' } }), '200');
    assert.equal(answer(LUCIA, { headers: { cookie: 'sid=a' }, credentials: 'invalid' }), '401');
    assert.equal(answer(LUCIA, { headers: { cookie: 'auth_session=a' } }), '401');
  });

  test('better-auth knows its cookies, and tokens where it is told to', () => {
    const cookie = { cookie: 'better-auth.session_token=a' };
    assert.equal(answer(BETTER('{}')), '401');
    assert.equal(answer(BETTER('{}'), { headers: cookie }), '200');
    assert.equal(answer(BETTER('{}'), { headers: cookie, credentials: 'invalid' }), '401');
    assert.equal(answer(BETTER("{ advanced: { cookiePrefix: 'shop' } }"), { headers: cookie }), '401');
    assert.equal(answer(BETTER('{}'), { headers: bearer }), '401');
    assert.equal(answer(BETTER('{ plugins: [bearer()] }'), { headers: bearer }), '200');
    assert.equal(answer(BETTER("require('./options')"), { headers: cookie }), 'unknown');
  });

  test('a required proof of possession leaves a plain token no request', () => {
    const auth = (dpop: string) =>
      `app.get('/', require('express-oauth2-jwt-bearer').auth({ issuer: 'https://a/', audience: 'a', dpop: ${dpop} }), (req, res) => res.send('in'));`;
    assert.match(answer(auth('{ required: true }'), { headers: bearer }), /^400 DPoP algs=/);
    assert.equal(answer(auth('{ enabled: false }'), { headers: bearer }), '200');
  });
});
