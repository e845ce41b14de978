// Programs that put things of their own onto an app, and that hand it around in disguise.
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
];
