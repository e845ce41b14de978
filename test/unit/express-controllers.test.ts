// Controllers: classes whose decorators name routes, and middlewares that are composed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../server/src/core';
import { Session } from '../../server/src/host/session';
import { GUARD, HANDLER, hostOf, rows } from '../support/express-rows';

const UNKNOWN = 'what a controller does is not followed';
const USERS = [
  "import { JsonController, Get, Post, Delete, Method, UseBefore, Param } from 'routing-controllers';",
  "@JsonController('/users')",
  'export class UserController {',
  '  @Get() all() { return []; }',
  "  @Get('/:id') one(@Param('id') id: number) { return id; }",
  "  @UseBefore(Guard) @Post('/') add() { return {}; }",
  "  @Method('put', '/:id') change() { return {}; }",
  '  helper() { return 1; }',
  '}',
].join('\n');

test('controllers of routing-controllers are routes of the app that they are given', async () => {
  assert.deepEqual(
    await rows({
      'users.ts': USERS,
      'app.ts': [
        "import express from 'express';",
        "import { useExpressServer, Controller, All } from 'routing-controllers';",
        "import { UserController } from './users';",
        '@Controller() class Rest { @All("/rest") any() {} }',
        'class Other { @All("/other") any() {} }',
        'const app = express();',
        `app.get('/own', ${HANDLER});`,
        "useExpressServer(app, { routePrefix: '/api', controllers: [UserController, Rest, Other] });",
        `app.get('/late', ${HANDLER});`,
      ].join('\n'),
    }),
    [
      `* /api/rest ${UNKNOWN}`,
      `GET /api/users ${UNKNOWN}`,
      `GET /api/users/:id ${UNKNOWN}`,
      'GET /late 200',
      'GET /own 200',
      `POST /api/users/ ${UNKNOWN}`,
      `PUT /api/users/:id ${UNKNOWN}`,
    ],
  );
});

test('controllers are found in the files that patterns name, and what is not known is a gap', async () => {
  const app = (controllers: string) =>
    [
      "import path from 'path';",
      "import { createExpressServer } from 'routing-controllers';",
      `export const app = createExpressServer({ controllers: ${controllers} });`,
      'app.listen(3000);',
    ].join('\n');
  const listed = [
    `GET /users ${UNKNOWN}`,
    `GET /users/:id ${UNKNOWN}`,
    `POST /users/ ${UNKNOWN}`,
    `PUT /users/:id ${UNKNOWN}`,
  ];
  for (const named of ["[path.join(__dirname, 'parts/*.ts')]", "[__dirname + '/parts/users.ts']"])
    assert.deepEqual(await rows({ 'parts/users.ts': USERS, 'app.ts': app(named) }), listed, named);
  assert.deepEqual(await rows({ 'parts/users.ts': USERS, 'app.ts': app('process.env.PARTS') }), []);
});

test('controllers of inversify-express-utils are found wherever they stand', async () => {
  const session = new Session(
    hostOf({
      '/p/items.ts': [
        "import { controller, httpGet, httpPost, httpMethod, all } from 'inversify-express-utils';",
        `const guard = ${GUARD};`,
        "@controller('/items', guard)",
        'export class Items {',
        "  @httpGet('/') all() { return []; }",
        "  @httpPost('/:id', 'Named') add() { return {}; }",
        "  @httpMethod('put', '/') put() { return {}; }",
        '}',
        "@controller('open')",
        "export class Open { @all('/x/') any() { return {}; } }",
      ].join('\n'),
      '/p/app.ts': [
        "import { Container } from 'inversify';",
        "import { InversifyExpressServer } from 'inversify-express-utils';",
        "import './items';",
        "const server = new InversifyExpressServer(new Container(), null, { rootPath: '/api' });",
        `server.setConfig((app) => { app.get('/first', ${HANDLER}); });`,
        'const app = server.build();',
        'app.listen(3000);',
      ].join('\n'),
    }),
  );
  await session.discover(['/p']);
  assert.deepEqual(
    routes(await session.analyze()).map(({ methods, path }) => `${methods?.join() ?? '*'} ${path}`),
    ['* *', 'GET /first', 'GET /api/items', 'POST /api/items/:id', 'PUT /api/items', '* /api/open/x'],
  );
});

test('middlewares that composable-middleware puts together run in order', async () => {
  assert.deepEqual(
    await rows({
      'app.js': [
        "const express = require('express');",
        "const compose = require('composable-middleware');",
        'const app = express();',
        `const signedIn = () => compose().use(${GUARD}).use((req, res, next) => next());`,
        'const open = () => compose((req, res, next) => next());',
        "const role = (name) => compose().use(open()).use((req, res, next) => (name === 'all' ? next() : res.sendStatus(403)));",
        `app.get('/me', signedIn(), ${HANDLER});`,
        `app.get('/admin', role('admin'), ${HANDLER});`,
        `app.get('/all', role('all'), ${HANDLER});`,
      ].join('\n'),
    }),
    ['GET /admin 403', 'GET /all 200', 'GET /me 401'],
  );
});

test('controllers of awilix-express are followed into their methods, behind what stands before them', async () => {
  const texts = {
    'users.ts': [
      "import { route, before, GET, POST, ALL, verbs, HttpVerbs } from 'awilix-express';",
      `const guard = ${GUARD};`,
      "@route('/users')",
      'export class Users {',
      '  constructor({ store }) { this.store = store; }',
      '  @GET() async all(req, res) { res.json(await this.store.all()); }',
      "  @route('/:id') @before([guard]) @POST() async change(req, res) { res.status(201).json({}); }",
      "  @route('/a') @route('/b') @verbs([HttpVerbs.PUT, HttpVerbs.DELETE]) several(req, res) { res.status(202).end(); }",
      "  @route('/fails') @ALL() async fails() { throw new Error('none'); }",
      '  helper() {}',
      '}',
      '@before(guard) export class Root { @GET() index(req, res) { res.send("x"); } }',
      'export const other = 1;',
    ].join('\n'),
    'app.ts': [
      "import express from 'express';",
      "import { loadControllers, scopePerRequest } from 'awilix-express';",
      "import { createContainer, asClass } from 'awilix';",
      'const app = express();',
      'app.use(scopePerRequest(createContainer()));',
      "app.use('/api', loadControllers('us*.ts', { cwd: __dirname }));",
      'app.listen(3000);',
    ].join('\n'),
  };
  assert.deepEqual(await rows(texts), [
    '* /api/users/fails 500',
    'DELETE /api/users/a 202',
    'DELETE /api/users/b 202',
    'GET /api 401',
    'GET /api/users 200',
    'POST /api/users/:id 401',
    'PUT /api/users/a 202',
    'PUT /api/users/b 202',
  ]);
  const named = texts['app.ts'].replace(
    /loadControllers\('.*__dirname \}\)/,
    'loadControllers(process.env.PARTS)',
  );
  assert.deepEqual(await rows({ ...texts, 'app.ts': named }), []);
});

test('routes that tsoa writes are behind the middlewares that decorators name, and behind what authenticates', async () => {
  const texts = {
    'users.ts': [
      "import { Controller, Get, Post, Middlewares, Route } from 'tsoa';",
      `const guard = ${GUARD};`,
      "@Route('users')",
      'export class Users extends Controller {',
      '  @Get() async all() { return []; }',
      '  @Post() @Middlewares([guard]) async add() { return {}; }',
      '}',
    ].join('\n'),
    'authentication.ts': [
      'export async function expressAuthentication(request, name, scopes) {',
      "  if (name === 'jwt' && request.headers['x-key'] === 'k') return {};",
      "  throw new Error('none');",
      '}',
    ].join('\n'),
    'routes.ts': [
      "import { fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';",
      "import { Users } from './users';",
      "import { expressAuthentication } from './authentication';",
      'const templates = new ExpressTemplateService({}, {});',
      'export function RegisterRoutes(app) {',
      '  const run = (name) => async (request, response, next) => {',
      '    try { await templates.apiHandler({ methodName: name, controller: new Users(), response, next }); }',
      '    catch (err) { return next(err); }',
      '  };',
      "  app.get('/users', ...(fetchMiddlewares<RequestHandler>(Users)), ...(fetchMiddlewares(Users.prototype.all)), run('all'));",
      "  app.post('/users', ...(fetchMiddlewares(Users)), ...(fetchMiddlewares(Users.prototype.add)), run('add'));",
      "  app.put('/users', authenticated([{ jwt: [] }]), ...(fetchMiddlewares(Users)), run('add'));",
      '  function authenticated(security = []) {',
      '    return async function check(request, response, next) {',
      '      const failed = [];',
      '      const all = [];',
      '      for (const one of security) for (const name in one)',
      '        all.push(expressAuthentication(request, name, one[name]).catch((error) => { failed.push(error); throw error; }));',
      '      try { await Promise.any(all); next(); }',
      '      catch { const error = failed.pop(); error.status = error.status || 401; next(error); }',
      '    };',
      '  }',
      '}',
    ].join('\n'),
    'app.ts': [
      "import express from 'express';",
      "import { RegisterRoutes } from './routes';",
      'const app = express();',
      'RegisterRoutes(app);',
      'app.listen(3000);',
    ].join('\n'),
  };
  const [first, ...others] = await rows(texts);
  assert.match(first ?? '', /^GET \/users what is called with the response is not known/);
  assert.deepEqual(others, ['POST /users 401', 'PUT /users 401']);
});

/** An app of routing-controllers with a checker, and further options of it. */
const guarded = (checker: string, more = '') =>
  [
    "import { createExpressServer, Authorized, Controller, Get, JsonController, Middleware, Post, UseBefore, UnauthorizedError } from 'routing-controllers';",
    `class Key { use(req, res, next) { if (req.headers['x-key'] !== 'k') throw new UnauthorizedError(); next(); } }`,
    '@JsonController()',
    'class Jobs {',
    "  @Get('/open') open() { return {}; }",
    "  @Authorized() @Post('/jobs') add() { return {}; }",
    "  @Authorized(['admin']) @Get('/admin') admin() { return {}; }",
    `  @UseBefore((req, res, next) => res.sendStatus(402)) @Authorized() @Get('/paid') paid() { return {}; }`,
    "  @UseBefore(Key) @Get('/key') key() { return {}; }",
    '}',
    `const authorizationChecker = ${checker};`,
    `export const app = createExpressServer({ authorizationChecker, controllers: [Jobs]${more} });`,
    'app.listen(3000);',
  ].join('\n');

test('what @Authorized asks and what @UseBefore names stands in front of an action', async () => {
  const answers = [
    `GET /admin 403`,
    'GET /key 401',
    `GET /open ${UNKNOWN}`,
    'GET /paid 402',
    'POST /jobs 401',
  ];
  for (const checker of [
    "(action) => action.request.headers['x-token'] === process.env.TOKEN",
    'async ({ request }, roles) => { const token = request.headers.authorization; return Boolean(token) && roles.length > 3; }',
  ])
    assert.deepEqual(await rows({ 'app.ts': guarded(checker) }), answers, checker);
  const thrown = "() => { throw Object.assign(new Error('none'), { httpCode: 418 }); }";
  assert.deepEqual(
    (await rows({ 'app.ts': guarded(thrown) })).filter((row) => /jobs|admin/.test(row)),
    ['GET /admin 418', 'POST /jobs 418'],
  );
});

test("where errors are the program's own matter, or nothing checks, it is not known who is refused", async () => {
  const unknown = [`GET /admin ${UNKNOWN}`, `POST /jobs ${UNKNOWN}`];
  for (const more of [
    ', defaultErrorHandler: false',
    ', defaultErrorHandler: process.env.OWN',
    ', authorizationChecker: undefined',
  ])
    assert.deepEqual(
      (await rows({ 'app.ts': guarded('() => false', more) })).filter((row) => /jobs|admin/.test(row)),
      unknown,
      more,
    );
});
