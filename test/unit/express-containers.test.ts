// Containers of dependencies in Express programs: what tsyringe and typedi make and give is followed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestTo, routes } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

/** The routes of a program, and what requests without credentials get: a status, or why it is not known. */
async function look(files: Readonly<Record<string, string>>, requests: readonly string[] = []) {
  const { session, analysis } = await analyzeTexts(
    Object.entries(files).map(([name, text]) => ({ name, text })),
  );
  const answers: (number | string | null)[] = [];
  for (const one of requests) {
    const [method = '', url = ''] = one.split(' ');
    const request = requestTo(method, url);
    assert.ok(request);
    const outcome = (await session.explain(analysis, request))?.outcome;
    answers.push(outcome?.kind === 'unknown' ? outcome.reason : (outcome?.status ?? null));
  }
  const rows = routes(analysis).map(({ methods, path }) => `${methods?.join() ?? '*'} ${path}`);
  return { rows: rows.sort(), answers };
}

const APP = `import express from 'express';
export class App {
  public app = express();
  constructor(routes) { routes.forEach((one) => this.app.use('/api' + one.path, one.router)); }
}
`;

test('tsyringe makes what is resolved, with what its constructor wants, and gives what was registered', async () => {
  const { rows, answers } = await look(
    {
      'app.ts': APP,
      'users.ts': `import { Router } from 'express';
import { injectable } from 'tsyringe';
export class Store { get(id) { return { id }; } }
@injectable()
export class Users {
  constructor(private readonly store: Store) {}
  list = (req, res) => res.status(this.store.code ?? 500).end();
  make = (req, res) => res.sendStatus(401);
}
@injectable()
export class UserRoutes {
  public path = '/users';
  public router = Router();
  constructor(private users: Users) {
    this.router.get('/', this.users.list);
    this.router.post('/', this.users.make);
  }
}
`,
      'server.ts': `import { container } from 'tsyringe';
import { App } from './app';
import { Store, UserRoutes, Users } from './users';
function setup() {
  const store = new Store();
  store.code = 204;
  container.registerInstance(Store, store).registerSingleton(Users);
}
setup();
new App([container.resolve(UserRoutes)]).app.listen(3000);
`,
    },
    ['GET /api/users', 'POST /api/users'],
  );
  assert.deepEqual(rows, ['GET /api/users', 'POST /api/users']);
  assert.deepEqual(answers, [204, 401]);
});

test('typedi gives services by class and by name, and fills fields', async () => {
  const { rows, answers } = await look(
    {
      'app.ts': APP,
      'server.ts': `import { Container, Inject, Service } from 'typedi';
import { Router } from 'express';
import { App } from './app';
@Service()
class Guard { check = (req, res, next) => (req.headers['x-key'] ? next() : res.sendStatus(403)); }
class Routes {
  @Inject()
  private guard: Guard;
  @Inject('mailer')
  private mailer;
  path = Container.get('path');
  router = Router();
  start() { this.router.get('/', (req, res, next) => this.guard.check(req, res, next), (req, res) => res.end()); return this; }
}
Container.set('path', '/a');
Container.set([{ id: 'other', value: '/b' }, { id: Guard, type: Guard }]);
const routes = Container.get(Routes).start();
const app = new App([routes]).app;
app.get(Container.get('other'), (req, res) => res.sendStatus(Container.get(Routes) === routes ? 204 : 500));
`,
    },
    ['GET /api/a', 'GET /b'],
  );
  assert.deepEqual(rows, ['GET /api/a', 'GET /b']);
  assert.deepEqual(answers, [403, 204]);
});

test('what is put in under a condition, or not at all, is not known', async () => {
  const program = (setup: string) => ({
    'server.js': `const { container } = require('tsyringe');
const app = require('express')();
class Guard { check(req, res) { res.sendStatus(401); } }
class Other { check(req, res) { res.sendStatus(403); } }
${setup}
app.use(container.resolve(Guard).check);
`,
  });
  const [sure, unsure] = await Promise.all([
    look(program('container.register(Guard, { useClass: Other });'), ['GET /']),
    look(program('if (process.env.OTHER) container.register(Guard, { useClass: Other });'), ['GET /']),
  ]);
  assert.deepEqual(sure.answers, [403]);
  assert.equal(typeof unsure.answers[0], 'string');
});
