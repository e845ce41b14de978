// Small programs in the ways in which people write them, for comparing the routes that Express itself registers.

export type App = {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Packages that it needs beside Express. */
  readonly packages?: readonly string[];
  /** What is listed although this run does not register it: a path that the program may be given. */
  readonly perhaps?: readonly string[];
};

const HANDLER = '(req, res) => res.json({})';

export const APPS: readonly App[] = [
  {
    name: 'routers in files, an index of them, nested mounts',
    files: {
      'app.js': `const express = require('express');
const app = express();
app.use(express.json());
app.use('/api/v1', require('./routes'));
app.get('/', ${HANDLER});
module.exports = app;`,
      'routes/index.js': `const { Router } = require('express');
const router = Router();
router.use('/users', require('./users'));
router.use('/orders', require('./orders').router);
module.exports = router;`,
      'routes/users.js': `const router = require('express').Router();
router.route('/').get(${HANDLER}).post(${HANDLER});
router.route('/:id').get(${HANDLER}).put(${HANDLER}).delete(${HANDLER});
module.exports = router;`,
      'routes/orders.js': `const express = require('express');
const items = express.Router({ mergeParams: true });
items.get('/', ${HANDLER});
exports.router = express.Router();
exports.router.get('/', ${HANDLER});
exports.router.use('/:order/items', items);`,
    },
  },
  {
    name: 'functions that are given the app',
    files: {
      'app.js': `const app = require('express')();
const prefix = '/v' + 2;
require('./setup')(app, { prefix });
require('./more').register(app);
module.exports = app;`,
      'setup.js': `module.exports = function (app, options) {
  const { prefix = '/v1' } = options;
  app.get(\`\${prefix}/ping\`, ${HANDLER});
  app.all(prefix + '/echo', ${HANDLER});
};`,
      'more.js': `exports.register = (app) => { ['a', 'b', 'c'].forEach((name) => app.get('/more/' + name, ${HANDLER})); };`,
    },
  },
  {
    name: 'loops that count up and down',
    files: {
      'app.js': `const app = require('express')();
const names = ['a', 'b', 'c'];
for (let i = names.length - 1; i >= 0; i--) app.get('/down/' + names[i], ${HANDLER});
for (let i = 0; i < names.length; ++i) app.get('/up/' + names[i], ${HANDLER});
for (let i = 2; i > 0; --i) app.get('/last/' + i, ${HANDLER});
module.exports = app;`,
    },
  },
  {
    name: 'methods that are called on an app with call and apply',
    files: {
      'app.js': `const express = require('express');
const app = express();
const router = express.Router();
const pass = (req, res, next) => next();
const list = [pass, pass];
app.get.apply(app, ['/applied'].concat(list, ${HANDLER}));
const { post } = app;
post.call(app, '/called', ${HANDLER});
router.all.call(router, '/x', ${HANDLER});
app.use.call(app, '/sub', router);
module.exports = app;`,
    },
  },
  {
    name: 'a table of routes in JSON and a loop',
    files: {
      'app.js': `const express = require('express');
const table = require('./routes.json');
const handlers = { list: ${HANDLER}, make: ${HANDLER} };
const app = express();
for (const { method, path, handler } of table) app[method](path, handlers[handler]);
for (const [path, verbs] of Object.entries({ '/x': ['get', 'post'], '/y': ['patch'] })) {
  verbs.forEach((verb) => { app[verb](path, ${HANDLER}); });
}
for (let i = 0; i < 3; i++) app.get('/page/' + i, ${HANDLER});
module.exports = app;`,
      'routes.json': `[{"method":"get","path":"/items","handler":"list"},{"method":"post","path":"/items","handler":"make"}]`,
    },
  },
  {
    name: 'classes that hold the app and their routers',
    files: {
      'app.js': `const express = require('express');
const { UserController } = require('./controller');
class Server {
  constructor(controllers) {
    this.app = express();
    this.setup();
    this.routes(controllers);
  }
  setup() { this.app.use(express.urlencoded({ extended: true })); }
  routes(controllers) { controllers.forEach((one) => this.app.use(one.path, one.router)); }
}
module.exports = new Server([new UserController('/users'), new UserController('/staff')]).app;`,
      'controller.js': `const express = require('express');
class Base {
  router = express.Router();
  constructor(path) { this.path = path; this.init(); }
}
class UserController extends Base {
  constructor(path) { super(path); this.router.get('/me', this.me); }
  init() {
    this.router.get('/', this.list.bind(this));
    this.router.post('/', this.guard(), this.list);
  }
  guard() { return (req, res, next) => next(); }
  list(req, res) { res.json([]); }
  me = ${HANDLER};
}
exports.UserController = UserController;`,
    },
  },
  {
    name: 'a factory with its parts handed in',
    files: {
      'app.js': `const { createApp } = require('./create');
const makeGuard = (role) => (req, res, next) => next();
module.exports = createApp({ guards: { admin: makeGuard('admin') }, prefix: '/admin' });`,
      'create.js': `const express = require('express');
function createRouter({ guards }) {
  return express.Router().use(guards.admin).get('/stats', ${HANDLER}).delete('/cache', ${HANDLER});
}
exports.createApp = (deps) => {
  const app = express();
  app.use(deps.prefix, createRouter(deps));
  return app;
};`,
    },
  },
  {
    name: 'sub-apps, several paths, patterns',
    files: {
      'app.js': `const express = require('express');
const app = express();
const admin = express();
admin.get('/', ${HANDLER}).get('/users', ${HANDLER});
app.use(['/admin', '/manage'], admin);
app.get(['/a', '/b'], [${HANDLER}, [${HANDLER}]]);
app.get(/^\\/files\\/(\\w+)$/, ${HANDLER});
app.options('/a', ${HANDLER}).head('/a', ${HANDLER});
module.exports = app;`,
    },
  },
  {
    name: 'conditions on constants, spread lists, reduce and map',
    files: {
      'app.js': `const express = require('express');
const config = require('./config');
const app = express();
if (config.features.beta) app.get('/beta', ${HANDLER});
if (!config.features.beta) app.get('/stable', ${HANDLER});
else app.get('/beta-only', ${HANDLER});
const guards = [(req, res, next) => next(), (req, res, next) => next()];
app.post('/upload', ...guards, ${HANDLER});
const routers = config.areas.map((area) => ({ area, router: express.Router().get('/', ${HANDLER}) }));
routers.filter(({ area }) => area !== 'off').forEach(({ area, router }) => app.use('/' + area, router));
switch (config.mode) { case 'full': app.get('/full', ${HANDLER}); break; default: app.get('/small', ${HANDLER}); }
module.exports = app;`,
      'config.js': `const base = { features: { beta: true }, areas: ['one', 'off', 'two'] };
module.exports = Object.assign({}, base, { mode: 'full' });`,
    },
  },
  {
    name: 'async start-up and callbacks',
    files: {
      'app.js': `const express = require('express');
const app = express();
const connect = async () => {};
async function start() {
  app.get('/early', ${HANDLER});
  await connect();
  app.get('/late', ${HANDLER});
}
start();
connect().then(() => { app.get('/connected', ${HANDLER}); });
app.get('/sync', ${HANDLER});
module.exports = app;`,
    },
  },
  {
    name: 'barrels and renamed exports',
    files: {
      'app.js': `const { makeApp: build } = require('./lib');
module.exports = build();`,
      'lib/index.js': `module.exports = { ...require('./build'), ...require('./routers') };`,
      'lib/build.js': `const express = require('express');
exports.makeApp = function makeApp() {
  const { users, orders: o } = require('./routers');
  const app = express();
  app.use('/u', users());
  app.use('/o', o);
  return app;
};`,
      'lib/routers.js': `const { Router } = require('express');
const orders = new Router();
orders.get('/:id', ${HANDLER});
module.exports.users = () => { const r = Router(); r.get('/:id', ${HANDLER}); r.patch('/:id', ${HANDLER}); return r; };
module.exports.orders = orders;`,
    },
  },
  {
    name: 'cycles between modules and late exports',
    files: {
      'app.js': `const express = require('express');
exports.app = express();
exports.prefix = '/c';
require('./routes');
module.exports.default = exports.app;
module.exports = exports.app;`,
      'routes.js': `const main = require('./app');
main.app.get(main.prefix + '/one', ${HANDLER});
const { app } = main;
app.route('/two').all((req, res, next) => next()).get(${HANDLER});`,
    },
  },
];
