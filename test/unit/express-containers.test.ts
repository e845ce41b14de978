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
  @Inject(() => Guard)
  private other: unknown;
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

test('what @inject names is put in: texts, symbols and what is bound in modules', async () => {
  const controllers = `import { Router } from 'express';
import { inject, injectable } from 'PACKAGE';
export const TOKENS = { guard: Symbol('guard'), store: Symbol.for('store') };
@injectable()
export class Guard {
  constructor(@inject('status') private readonly status: number) {}
  check = (req, res) => res.sendStatus(this.status);
}
class Base {
  router = Router();
  @inject(TOKENS.store) protected store: Store;
}
@injectable()
export class Routes extends Base {
  constructor(@inject(TOKENS.guard) private guard: { check: unknown }) {
    super();
    this.router.get('/guarded', this.guard.check);
    this.router.get('/open', (req, res) => res.sendStatus(this.store.code));
  }
}
`;
  const start = 'import express from "express"; const app = express(); app.use(ROUTES.router);';
  const bindings: Readonly<Record<string, string>> = {
    inversify: `import { Container, ContainerModule } from 'inversify';
import { Guard, Routes, TOKENS } from './controllers';
const container = new Container({ defaultScope: 'Singleton' });
container.load(
  new ContainerModule((bind) => { bind(TOKENS.guard).to(Guard).inSingletonScope(); }),
  new ContainerModule((options) => { options.bind('status').toConstantValue(401); }),
);
container.bind(TOKENS.store).toDynamicValue(() => ({ code: 204 }));
container.bind(Routes).toSelf();
${start.replace('ROUTES', 'container.get(Routes)')}`,
    tsyringe: `import { container } from 'tsyringe';
import { Guard, Routes, TOKENS } from './controllers';
container.register('status', { useValue: 401 });
container.registerSingleton(TOKENS.guard, Guard);
container.register(TOKENS.store, { useFactory: () => ({ code: 204 }) });
${start.replace('ROUTES', 'container.resolve(Routes)')}`,
  };
  for (const [name, text] of Object.entries(bindings)) {
    const files = { 'controllers.ts': controllers.replace('PACKAGE', name), 'server.ts': text };
    const { rows, answers } = await look(files, ['GET /guarded', 'GET /open']);
    assert.deepEqual(rows, ['GET /guarded', 'GET /open'], name);
    assert.deepEqual(answers, [401, 204], name);
  }
  const { answers } = await look(
    {
      'controllers.ts': controllers.replace('PACKAGE', 'tsyringe'),
      'server.ts': `import { container } from 'tsyringe';\nimport { Routes } from './controllers';\n${start.replace('ROUTES', 'container.resolve(Routes)')}`,
    },
    ['GET /guarded'],
  );
  assert.equal(typeof answers[0], 'string');
});
