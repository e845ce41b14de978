// Programs that put things of their own onto an app, hand it around in disguise, or have packages add to it.
import type { App } from './registered-apps';

const HANDLER = '(req, res) => res.json({})';

export const HANDS: readonly App[] = [
  {
    name: 'what a program puts onto its app and routers',
    files: {
      'app.js': `const express = require('express');
const app = express();
app.config = { prefix: '/v1', extras: ['a', 'b'] };
app.check = (req, res, next) => next();
app.addRoutes = function (path) { this.get(path, ${HANDLER}); return this; };
Object.assign(app, { names: { one: '/one' }, mountAll(routers) { routers.forEach((one) => app.use(one)); } });
app.get(app.config.prefix + '/users', app.check, ${HANDLER});
app.addRoutes('/more').get('/most', ${HANDLER});
require('./other')(app);
module.exports = app;`,
      'other.js': `const express = require('express');
module.exports = (app) => {
  const { check, config, names } = app;
  const router = express.Router();
  router.prefix = config.prefix;
  router.post(router.prefix + names.one, check, ${HANDLER});
  app.mountAll([router]);
  for (const extra of app.config.extras) app.put('/' + extra, ${HANDLER});
};`,
    },
  },
  {
    name: 'methods of an app that are bound to it',
    files: {
      'app.js': `const express = require('express');
const app = express();
const get = app.get.bind(app);
const mount = { at: app.use.bind(app) };
get('/bound', ${HANDLER});
const router = express.Router();
router.get('/inner', ${HANDLER});
mount.at('/outer', router);
module.exports = app;`,
    },
  },
  {
    name: 'proxies in front of an app',
    files: {
      'app.js': `const express = require('express');
const real = express();
const log = [];
const app = new Proxy(real, {
  get(target, name, receiver) {
    if (name === 'log') return log;
    const value = Reflect.get(target, name, receiver);
    return typeof value === 'function' ? value.bind(target) : value;
  },
});
app.get('/users', ${HANDLER});
const parts = { one: require('./one') };
Object.keys(parts).forEach((name) => {
  const view = { ...real, name };
  parts[name](new Proxy(view, {
    set(of, key, value) { real[key] = value; return true; },
    get: (of, key) => real[key],
  }));
});
real.get(real.path1, ${HANDLER});
module.exports = real;`,
      'one.js': `module.exports = (app) => {
  app.path1 = '/put';
  app.post('/one', ${HANDLER});
};`,
    },
  },
  {
    name: 'lists that are put together with a text',
    files: {
      'app.js': `const app = require('express')();
const add = (path, file) => app.get(path + file.match(/[^/]+$/), ${HANDLER});
add('/common/', 'kit/dist/kit.js');
add('/more/', 'one.css');
app.get('/of/' + ['a', 1, true], ${HANDLER});
app.get(['/list'] + '', ${HANDLER});
module.exports = app;`,
    },
  },
  {
    name: 'packages that are given an app or a router',
    files: {
      'app.js': `const express = require('express');
const health = require('@acme/health');
const { Admin, extend } = require('admin-pages');
const app = express();
health(app, { path: '/healthz' });
new Admin({ app, prefix: '/admin' }).add('users').add('teams');
extend(app).page('/first', ${HANDLER});
app.page('/second', ${HANDLER});
module.exports = app;`,
      'node_modules/@acme/health/package.json': '{ "name": "@acme/health", "main": "./lib" }',
      'node_modules/@acme/health/lib/index.js': `const paths = require('./paths.json');
module.exports = (app, options) => {
  app.get(options.path, ${HANDLER});
  for (const path of paths) app.get(options.path + path, ${HANDLER});
};`,
      'node_modules/@acme/health/lib/paths.json': '["/live", "/ready"]',
      'node_modules/admin-pages/package.json':
        '{ "name": "admin-pages", "exports": { "require": "./dist/main.cjs", "import": "./dist/main.mjs" } }',
      'node_modules/admin-pages/dist/main.cjs': `class Admin {
  constructor({ app, prefix }) { this.app = app; this.prefix = prefix; }
  add(name) {
    this.app.get(this.prefix + '/' + name, ${HANDLER});
    return this;
  }
}
function extend(app) {
  app.page = (path, handler) => app.get('/pages' + path, handler);
  return app;
}
module.exports = { Admin, extend };`,
      'node_modules/admin-pages/dist/main.mjs': '',
    },
  },
  {
    name: 'packages that make routers and apps, and lists of routes',
    files: {
      'app.js': `const express = require('express');
const api = require('acme-api');
const plugin = require('acme-plugin');
const app = api.createApp();
app.use(express.json());
app.use('/v1', api.routes({ version: 1 }));
const more = new api.Routes();
app.use('/v2', more.router);
plugin.routes.forEach(({ method, path }) => app[method]('/plugin' + path, ${HANDLER}));
app.post('/own', ${HANDLER});
module.exports = app;`,
      'node_modules/acme-api/package.json': '{ "name": "acme-api", "peerDependencies": { "express": "*" } }',
      'node_modules/acme-api/index.js': `const express = require('express');
const inner = require('acme-inner');
exports.createApp = () => {
  const app = express();
  app.get('/version', ${HANDLER});
  return app;
};
exports.routes = ({ version }) => {
  const router = express.Router();
  router.get('/items/' + version, ${HANDLER});
  router.use('/inner', inner());
  return router;
};
exports.Routes = class {
  constructor() {
    this.router = express.Router();
    this.router.delete('/items', ${HANDLER});
  }
};`,
      'node_modules/acme-inner/package.json': '{ "name": "acme-inner", "dependencies": { "express": "*" } }',
      'node_modules/acme-inner/index.js': `module.exports = () => require('express').Router().put('/deep', ${HANDLER});`,
      'node_modules/acme-plugin/package.json': '{ "name": "acme-plugin", "main": "plugin.js" }',
      'node_modules/acme-plugin/plugin.js': `exports.routes = [{ method: 'get', path: '/a' }, { method: 'post', path: '/b' }];`,
    },
  },
];
