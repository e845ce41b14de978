// Containers of dependencies in Express programs: what tsyringe, typedi, inversify and awilix make and give is followed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinPath, requestTo, routes } from '../../server/src/core';
import { analyzeTexts, ROOT } from '../support/workspace';

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
app.get(Container.get('other'), (req, res) => res.sendStatus(Container.get(Routes) === routes ? 204 : 404));
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

test('inversify gives what modules bind, several under one symbol, and what factories make', async () => {
  const { rows, answers } = await look(
    {
      'server.ts': `import express, { Router } from 'express';
import { Container, ContainerModule, inject, injectable, multiInject } from 'inversify';
const T = { Key: Symbol.for('Key'), Guard: Symbol('Guard'), Part: Symbol('Part') };
@injectable()
class Guard {
  constructor(@inject(Symbol.for('Key')) private readonly key: string) {}
  check = (req, res, next) => (req.get('x-key') === this.key ? next() : res.sendStatus(401));
}
@injectable()
class Users {
  path = '/users';
  @inject(T.Guard) private readonly guard: Guard;
  get router() { return Router().get('/', this.guard.check, (req, res) => res.sendStatus(204)); }
}
class Pets { path = '/pets'; router = Router().get('/', (req, res) => res.sendStatus(202)); }
@injectable()
class Server {
  app = express();
  constructor(@multiInject(T.Part) parts) { for (const { path, router } of parts) this.app.use(path, router); }
}
const guards = new ContainerModule(({ bind }) => {
  bind(T.Key).toConstantValue('k1');
  bind(T.Guard).to(Guard).inSingletonScope();
});
const container = new Container();
container.load(guards, new ContainerModule((bind) => { bind(T.Part).to(Users); }));
container.bind(T.Part).toDynamicValue(() => new Pets()).inRequestScope();
container.bind(Server).toSelf();
container.get(Server).app.listen(3000);
`,
    },
    ['GET /users', 'GET /pets'],
  );
  assert.deepEqual(rows, ['GET /pets', 'GET /users']);
  assert.deepEqual(answers, [401, 202]);
});

test('awilix gives a cradle, or what parameters are called, when it starts and while it runs', async () => {
  const program = (options: string, guard: string) => ({
    'server.ts': `import express from 'express';
import { asClass, asFunction, asValue, createContainer, aliasTo, InjectionMode } from 'awilix';
class Accounts {
  private readonly known;
  constructor(${guard}) { this.known = keys; }
  has(key) { return this.known.includes(key); }
}
const container = createContainer(${options});
container
  .register('keys', asValue(['k1']))
  .register({ accounts: asClass(Accounts).singleton(), users: aliasTo('accounts'), app: asFunction(() => express()) });
const { app } = container.cradle;
app.use((req, res, next) => { req.scope = container.createScope(); next(); });
app.get('/a', (req, res, next) => (req.scope.resolve('users').has(req.get('x-key')) ? next() : res.sendStatus(401)));
app.get('/b', (req, res) => res.sendStatus(container.cradle.accounts.has('k1') ? 202 : 500));
app.get('/c', (req, res) => res.sendStatus(container.resolve('nothing').status));
app.listen(3000);
`,
  });
  const requests = ['GET /a', 'GET /b', 'GET /c'];
  const [byCradle, byName] = await Promise.all([
    look(program('', '{ keys }'), requests),
    look(program('{ injectionMode: InjectionMode.CLASSIC }', 'keys'), requests),
  ]);
  assert.deepEqual(byCradle.answers.slice(0, 2), [401, 202]);
  assert.deepEqual(byName, byCradle);
  assert.equal(typeof byCradle.answers[2], 'string');
});

test('what classes ask for in a circle, and what is bound twice, is not known', async () => {
  const { answers } = await look(
    {
      'server.js': `import express from 'express';
import { asClass, createContainer } from 'awilix';
import { Container } from 'inversify';
class A { constructor({ b }) { this.b = b; } check(req, res) { res.sendStatus(this.b.status); } }
class B { constructor({ a }) { this.a = a; this.status = 401; } }
const container = createContainer().register({ a: asClass(A), b: asClass(B) });
const other = new Container();
other.bind('guard').toConstantValue((req, res) => res.sendStatus(401));
other.bind('guard').toConstantValue((req, res) => res.sendStatus(403));
const app = express();
app.get('/a', (req, res) => container.resolve('b').a.b.a.check(req, res));
app.get('/b', other.get('guard'));
app.listen(3000);
`,
    },
    ['GET /a', 'GET /b'],
  );
  assert.deepEqual(
    answers.map((one) => typeof one),
    ['string', 'string'],
  );
});

test('handlers get what the container has: use cases are followed, and a change of what is put in is seen', async () => {
  const bindings = (users: string) => `import { container } from 'tsyringe';
import { Everybody, Nobody } from './users';
container.registerSingleton('Users', ${users});
`;
  const files = {
    'server.ts': `import express from 'express';
import './bindings';
import { routes } from './routes';
const app = express();
app.use(express.json());
app.use(routes);
app.listen(3000);
`,
    'routes.ts': `import { Router } from 'express';
import { container } from 'tsyringe';
import { LogIn } from './log-in';
export const routes = Router();
routes.post('/log-in', async (req, res) => {
  const logIn = container.resolve(LogIn);
  try {
    res.json(await logIn.execute({ name: req.get('x-name') ?? '' }));
  } catch {
    res.sendStatus(401);
  }
});
`,
    'log-in.ts': `import { inject, injectable } from 'tsyringe';
@injectable()
export class LogIn {
  constructor(@inject('Users') private users: { find(name: string): unknown }) {}
  async execute({ name }: { name: string }) {
    const user = this.users.find(name);
    if (!user) throw new Error('nobody is called so');
    return user;
  }
}
`,
    'users.ts': `export class Nobody { find() { return null; } }
export class Everybody { find() { return { name: 'x' }; } }
`,
    'bindings.ts': bindings('Nobody'),
  };
  const { session, analysis } = await analyzeTexts(
    Object.entries(files).map(([name, text]) => ({ name, text })),
  );
  const request = requestTo('POST', '/log-in');
  assert.ok(request);
  const status = async (of: typeof analysis) => (await session.explain(of, request))?.outcome.kind;
  assert.equal(await status(analysis), 'challenged');
  session.open(joinPath(ROOT, 'bindings.ts'), bindings('Everybody'));
  assert.equal(await status(await session.analyze()), 'passed');
});
