// Programs that awilix puts together, and controllers of awilix-express that are no decorated classes. Run with awilix 13.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

test('controllers of createController are routes, with all paths and verbs of each method', async () => {
  const texts = {
    'routes/todos.js': [
      "const { createController } = require('awilix-express');",
      `const guard = ${GUARD};`,
      'class Todos {',
      '  list(req, res) { res.json([]); }',
      '  add(req, res) { res.status(201).end(); }',
      '}',
      "module.exports = createController(Todos).prefix('/todos').get('', 'list').post('', 'add', { before: guard });",
    ].join('\n'),
    'app.js': [
      "const express = require('express');",
      "const { controller, createController, inject, loadControllers } = require('awilix-express');",
      'const app = express();',
      `const guard = ${GUARD};`,
      'const api = ({ store }) => ({ all: (req, res) => res.json(store.all()), one: (req, res) => res.status(202).end() });',
      "const things = createController(api).prefix('/things').before([guard]).get('', 'all').get('/:id', 'one').post('/new', 'one');",
      "const open = createController(api).verbs(['GET', 'PUT'], '/open', 'one');",
      'app.use(controller([things, open]));',
      `app.get('/injected', inject(({ store }) => ${HANDLER}));`,
      "app.use(loadControllers('routes/*.js', { cwd: __dirname }));",
      'app.listen(3000);',
    ].join('\n'),
  };
  assert.deepEqual(await rows(texts), [
    'GET /injected 200',
    'GET /open 202',
    'GET /things 401',
    'GET /things/:id 401',
    'GET /things/new 401',
    'GET /todos 200',
    'POST /things/:id 401',
    'POST /things/new 401',
    'POST /todos 401',
    'PUT /open 202',
  ]);
});

const SERVICES = {
  'services/auth-service.js': [
    'module.exports = class AuthService {',
    "  check(req) { return req.headers['x-key'] === 'k'; }",
    '};',
  ].join('\n'),
};

test('what a container of awilix makes gets what its parameters name', async () => {
  const app = (create: string, makers: readonly string[]) =>
    [
      "const express = require('express');",
      "const { createContainer, asClass, asFunction, asValue, aliasTo, InjectionMode } = require('awilix');",
      ...makers,
      `const container = ${create};`,
      'container.register({',
      "  guard: asFunction(makeGuard), path: asValue('/in'), way: aliasTo('path'),",
      '  router: asFunction(makeRouter).singleton(), app: asClass(App).singleton(),',
      '});',
      "container.loadModules(['services/*.js'], { formatName: 'camelCase' });",
      "container.resolve('app').start();",
    ].join('\n');
  const router = `const r = express.Router(); r.get(way, guard, ${HANDLER}); r.get('/open', ${HANDLER}); return r;`;
  const guard = '(req, res, next) => (authService.check(req) ? next() : res.sendStatus(401))';
  const asked = ['GET /api/in 401', 'GET /api/open 200'];
  const byCradle = app('createContainer()', [
    `const makeGuard = ({ authService }) => ${guard};`,
    `const makeRouter = ({ guard, way }) => { ${router} };`,
    "class App { constructor(all) { this.app = express(); this.app.use('/api', all.router); } start() { this.app.listen(3000); } }",
  ]);
  assert.deepEqual(await rows({ ...SERVICES, 'app.js': byCradle }), asked);
  const byNames = app('createContainer({ injectionMode: InjectionMode.CLASSIC })', [
    `const makeGuard = (authService) => ${guard};`,
    `const makeRouter = (guard, way) => { ${router} };`,
    "class Base { constructor(router) { this.app = express(); this.app.use('/api', router); } }",
    'class App extends Base { start() { this.app.listen(3000); } }',
  ]);
  assert.deepEqual(await rows({ ...SERVICES, 'app.js': byNames }), asked);
});
