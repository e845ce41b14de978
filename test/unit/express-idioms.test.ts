// Idioms of programs as people have them: settings by environment, flows of tasks, callbacks of look-ups.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";
const program = (...lines: readonly string[]) => rows({ 'app.js': START + lines.join('\n') });

test('paths of tsconfig.json that lead among packages name the package', async () => {
  assert.deepEqual(
    await rows({
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "*": ["node_modules/*"] } } }',
      'node_modules/express/package.json': '{ "name": "express" }',
      'node_modules/express/index.js': 'module.exports = 1;',
      'app.ts': `import express from 'express';\nconst app = express();\napp.get('/x', ${HANDLER});`,
    }),
    ['GET /x 200'],
  );
});

test('a setting that all environments have alike is known, and settings that are merged', async () => {
  const config = `const all = { env: process.env.NODE_ENV || 'development', root: process.env.ROOT || '', db: { a: 1 } };
    const config = { all, development: { path: '/api', db: { b: '/b' } }, production: { path: '/api' } };`;
  assert.deepEqual(
    await program(
      config,
      "const merge = require('lodash/merge');",
      'const same = { development: { path: "/api" }, production: { path: "/api" } }[all.env];',
      'const settings = merge(all, config[all.env]);',
      "const deep = merge({ db: { a: '/a' } }, { db: { b: '/b' }, none: undefined });",
      'const router = express.Router();',
      `router.get('/x', ${HANDLER});`,
      'app.use(same.path, router);',
      'app.use(settings.root, router);',
      'app.use(deep.db.a + deep.db.b, router);',
    ),
    ['GET /a/b/x 200', 'GET /api/x 200', 'GET /x 200'],
  );
});

test('a field that is a parameter of a constructor has its default', async () => {
  const builder = `import express, { Router } from 'express';
    class Builder {
      constructor(private prefix: string, private router = Router()) {}
      get = (path: string) => this.add('get', path);
      private add(method: string, path: string) {
        this.router[method](this.prefix + path, ${HANDLER});
        return this;
      }
      build = () => this.router;
    }
    const app = express();
    app.use(new Builder('/a').get('/x').get('/y').build());`;
  assert.deepEqual(await rows({ 'app.ts': builder }), ['GET /a/x 200', 'GET /a/y 200']);
});

test('what a module does not export in a way that is understood is not known', async () => {
  assert.deepEqual(
    await rows({
      'index.js': 'export const one = 1;',
      'app.js': `import express from 'express';
        import { Model } from './index.js';
        const app = express();
        app.get('/x', (req, res) => Model.find().then(() => res.json({})));`,
    }),
    ['GET /x 200'],
  );
});

test('tasks of async give what they find to the callback behind them', async () => {
  assert.deepEqual(
    await program(
      "const async = require('async');",
      "const db = require('some-db');",
      'const answer = (res, ok) => res.sendStatus(ok ? 200 : 418);',
      "app.get('/parallel', (req, res) => async.parallel({ a: (cb) => cb(null, 1), b: (cb) => db.count(cb) },",
      '  (err, all) => (err ? res.sendStatus(500) : answer(res, all.a === 1))));',
      "app.get('/list', (req, res) => async.series([(cb) => cb(null, 1), (cb) => cb(null, 2)],",
      '  (err, all) => answer(res, all[1] === 2)));',
      "app.get('/failed', (req, res) => async.series([(cb) => cb(new Error('no')), (cb) => cb(null, 2)],",
      '  (err) => res.sendStatus(err ? 403 : 200)));',
      "app.get('/waterfall', (req, res) => async.waterfall([(cb) => cb(null, 1, 2), (a, b, cb) => cb(null, a + b)],",
      '  (err, sum) => answer(res, sum === 3)));',
      "app.get('/stopped', (req, res) => async.waterfall([(cb) => cb('no'), (a, cb) => cb(null, a)],",
      '  (err) => res.sendStatus(err ? 403 : 200)));',
    ),
    ['GET /failed 403', 'GET /list 200', 'GET /parallel 200', 'GET /stopped 403', 'GET /waterfall 200'],
  );
});

test('a callback of one error, and the last step of a look-up, are called as what they are', async () => {
  assert.deepEqual(
    await program(
      "const Item = require('some-db').model('Item');",
      "app.get('/save', (req, res) => new Item({}).save((err) => res.sendStatus(err ? 500 : 201)));",
      "app.get('/items/:id', (req, res) => Item.findById(req.params.id).populate('owner')",
      '  .exec((err, item) => res.sendStatus(err ? 500 : item == null ? 404 : 200)));',
      "app.get('/gone', (req, res) => Item.find({}, (err, all) => res.redirect(all.url)));",
    ),
    ['GET /gone 302', 'GET /items/:id 200', 'GET /save 201'],
  );
});

test('what an id in the path names is there, read as a number and deep in what is asked for too', async () => {
  const found = (path: string, look: string, is = 'found') =>
    `app.get('${path}/:id', async (req, res) => { const found = ${look}; res.sendStatus(${is} ? 200 : 404); });`;
  const files = {
    'app.js':
      START +
      [
        "const db = require('some-db');",
        found('/number', 'await db.find(Number(req.params.id))'),
        found('/parsed', 'await db.findOne({ where: { id: parseInt(req.params.id, 10) } })'),
        found('/listed', "await db.query('select 1 from x where id = ?', [req.params.id])"),
        found('/token', 'await db.find({ id: req.params.id, token: req.query.token })'),
        found('/count', "await db.query('select 1 where id = ?', [req.params.id])", 'found.rows'),
      ].join('\n'),
  };
  const lines = [
    'GET /number/7  Cookie: a=b -> 200',
    'GET /parsed/7  Cookie: a=b -> 200',
    'GET /listed/7  Cookie: a=b -> 200',
    'GET /token/7?token=t -> 200 | 404',
    'GET /count/7  Cookie: a=b -> 200',
  ];
  await asked(files, lines, '4');
});

test('passport.session() wants a session since 0.5', async () => {
  const files = (version: string) => ({
    'package.json': `{ "dependencies": { "express": "4", "passport": "${version}" } }`,
    'app.js': `${START}app.use(require('passport').initialize(), require('passport').session());\napp.get('/x', ${HANDLER});`,
  });
  assert.deepEqual(await rows(files('^0.4.1')), ['GET /x 200']);
  assert.deepEqual(await rows(files('^0.5.3')), ['GET /x 500']);
  assert.deepEqual(await rows(files('^0.7.0')), ['GET /x 500']);
});

test('a view whose name the client gives may not be there', async () => {
  const [named, own] = await program(
    "app.get('/a/:page', (req, res) => res.render('pages/' + req.params.page));",
    "app.get('/b', (req, res) => res.render('pages/b'));",
  );
  assert.match(named ?? '', /^GET \/a\/:page whether there is a view/);
  assert.equal(own, 'GET /b 200');
});

test('every request names a host, and bluebird may stand in the place of Promise', async () => {
  assert.deepEqual(
    await program(
      'Promise = require("bluebird");',
      "const B = require('bluebird');",
      "app.get('/host', (req, res) => res.json(req.headers.host.split('.')[0] + req.get('host').trim()));",
      "const ok = (value, done) => done(value ? null : new Error('no'), value);",
      "app.get('/global', async (req, res) => res.sendStatus((await Promise.promisify(ok)(1)) === 1 ? 200 : 418));",
      "app.get('/named', (req, res) => B.promisify(ok)(0).catch(() => res.sendStatus(403)));",
      "app.get('/all', (req, res) => B.all([B.resolve(1)]).then(([a]) => res.sendStatus(a === 1 ? 200 : 418)));",
    ),
    ['GET /all 200', 'GET /global 200', 'GET /host 200', 'GET /named 403'],
  );
});

test('a callback of passport gets the errors and the reasons of a strategy', async () => {
  const texts = {
    'app.js': `${START}
      const passport = require('passport');
      const { Strategy } = require('passport-local');
      const { BasicStrategy } = require('passport-http');
      const { Strategy: Jwt, ExtractJwt } = require('passport-jwt');
      app.use(express.json(), passport.initialize());
      passport.use(new Strategy((user, password, done) => done(null, false, { message: 'no' })));
      passport.use(new BasicStrategy((user, password, done) => done(new Error('down'))));
      passport.use(new Jwt({ secretOrKey: 's', jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() },
        (payload, done) => done(null, payload)));
      const ask = (name) => (req, res, next) => passport.authenticate(name, { session: false }, (err, user, info, status) => {
        if (err) return res.sendStatus(503);
        if (user) return res.sendStatus(200);
        if (Array.isArray(info)) return res.sendStatus(info.length === 2 ? 406 : 418);
        return res.status(status || 401).set('WWW-Authenticate', String((info && info.message) || info)).end();
      })(req, res, next);
      app.post('/local', ask('local'));
      app.get('/basic', ask('basic'));
      app.get('/jwt', ask('jwt'));
      app.get('/both', ask(['basic', 'jwt']));`,
  };
  await asked(
    texts,
    [
      'POST /local -> 400 Missing credentials',
      'GET /basic -> 401 Basic realm="Users"',
      'GET /basic  Authorization: Basic dTpw -> 503',
      'GET /jwt -> 401 No auth token',
      'GET /both -> 406',
    ],
    '4',
  );
});
