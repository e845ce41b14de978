// Programs of Express in many modules, for tests that type into them.

type Files = Readonly<Record<string, string>>;

/** Routers in routers, a barrel, controllers and services, guards for all, and what modules tell each other. */
export const COMMON_JS: Files = {
  'package.json':
    '{ "name": "shop", "dependencies": { "express": "^4.18.0", "cors": "^2.8.5", "passport": "^0.7.0" } }',
  'server.js': `const app = require('./app');
const settings = require('./settings');
const other = require('express')();
if (app.get('admin') === true) other.use('/late', require('./late'));
app.listen(settings.port);
other.listen(settings.port + 1);
module.exports.isOurs = require('./routes').orders === app.orders;
`,
  'app.js': `const express = require('express');
const cors = require('cors');
const passport = require('passport');
const { authenticate, hasRole } = require('./guards');
const routes = require('./routes');
const onError = require('./errors');
const app = express();
app.set('admin', true);
app.orders = routes.orders;
passport.use('local', { authenticate() {} });
app.use(express.json());
app.get('/healthz', (req, res) => { res.send('ok'); });
app.post('/login', (req, res) => { req.body.name ? res.json({ token: 't' }) : res.sendStatus(401); });
app.use('/api', authenticate, routes.api);
app.use('/public', routes.pages);
app.use('/admin', hasRole('admin'), require('./routes/admin'));
app.use('/called', require('./controllers/versions').dispatch);
require('./routes/legacy')(app, authenticate);
app.use(cors());
app.use(onError);
module.exports = app;
`,
  'settings.js': `module.exports = { port: 3000, prefix: '/v1', isStrict: false };
`,
  'late.js': `const { Router } = require('express');
module.exports = Router();
module.exports.get('/', (req, res) => res.sendStatus(204));
`,
  'guards.js': `const tokens = require('./services/tokens');
exports.authenticate = (req, res, next) => {
  const token = req.headers.authorization;
  if (!token) return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'no token' });
  if (!tokens.verify(token)) return res.sendStatus(401);
  req.user = { role: 'admin' };
  next();
};
exports.hasRole = (role) => (req, res, next) => {
  if (req.user && req.user.role === role) next();
  else res.sendStatus(403);
};
`,
  'errors.js': `module.exports = (err, req, res, next) => {
  if (res.headersSent) return next(err);
  res.status(err.status || 500).json({ error: err.message });
};
`,
  'services/tokens.js': `exports.verify = (token) => token === 'Bearer token' || token.length > 400;
exports.header = 'x-api-key';
`,
  'services/orders.js': `const settings = require('../settings');
class Orders {
  find(id) { return id === '0' ? null : { id, prefix: settings.prefix }; }
}
module.exports = new Orders();
`,
  'routes/index.js': `const { Router } = require('express');
const api = Router();
const settings = require('../settings');
exports.orders = require('./orders').router;
api.use(settings.prefix + '/orders', exports.orders);
api.use('/users', require('./users'));
exports.api = api;
exports.pages = require('./pages');
`,
  'routes/orders.js': `const { Router } = require('express');
const controller = require('../controllers/orders');
const { hasRole } = require('../guards');
const router = Router();
router.get('/', controller.list);
router.get('/:id', controller.one);
router.post('/', hasRole('admin'), controller.add);
router.delete('/:id', (req, res) => { res.sendStatus(401); });
exports.router = router;
exports.name = 'orders';
`,
  'routes/users.js': `const { Router } = require('express');
const router = Router({ mergeParams: true });
router.use((req, res, next) => { res.setHeader('X-Users', '1'); next(); });
router.get('/:id', (req, res) => { require('../services/tokens').verify(req.params.id) ? res.json({}) : res.status(401).end(); });
router.route('/').get((req, res) => res.json([])).post((req, res, next) => next(Object.assign(new Error('no'), { status: 401 })));
module.exports = router;
`,
  'routes/pages.js': `const { Router } = require('express');
const router = Router();
router.get('/about', (req, res) => { res.send('about'); });
router.use(require('./users'));
module.exports = router;
`,
  'routes/admin.js': `const express = require('express');
const admin = express();
admin.enable('strict routing');
admin.get('/', (req, res) => { res.send('admin'); });
admin.get('/key', (req, res) => { req.get(require('../services/tokens').header) ? res.send('in') : res.sendStatus(401); });
module.exports = admin;
`,
  'routes/legacy.js': `module.exports = (app, guard) => {
  app.get('/legacy', guard, (req, res) => { res.send('old'); });
  app.get('/legacy/open', (req, res) => { res.status(403).send('no'); });
};
`,
  'routes/versions.js': `const { Router } = require('express');
const router = Router();
router.use(require('../guards').authenticate);
router.get('/', (req, res) => { res.send('called'); });
router.use('/users', require('./users'));
module.exports = { v1: router };
`,
  'controllers/versions.js': `const versions = require('../routes/versions');
exports.dispatch = (req, res, next) => versions[req.query.version || 'v1'](req, res, (err) => (err ? res.sendStatus(403) : next()));
`,
  'controllers/orders.js': `const orders = require('../services/orders');
exports.list = (req, res) => { res.json([orders.find('1')]); };
exports.one = (req, res) => {
  const found = orders.find(req.params.id);
  if (!found) return res.status(404).end();
  res.json(found);
};
exports.add = (req, res) => { res.status(201).json(req.body); };
`,
};

/** The same sort with the modules of ES, some of which know each other, in a file that starts twice. */
export const MODULES: Files = {
  'package.json':
    '{ "name": "shop", "type": "module", "dependencies": { "express": "^5.0.0", "express-session": "^1.18.0" } }',
  'src/server.ts': `import { createApp } from './app';
import express from 'express';
const app = createApp();
app.use('/static', express.static('public'));
app.listen(3000);
`,
  'src/lambda.ts': `import { createApp } from './app';
export const handler = createApp();
`,
  'src/app.ts': `import express, { type Express } from 'express';
import session from 'express-session';
import { guard, level } from './guard';
import * as areas from './areas';
import users, { prefix } from './users';
import { onError } from './errors';
export function createApp(): Express {
  const app = express();
  app.use(session({ secret: 's', cookie: { secure: true } }));
  app.get('/healthz', (_req, res) => { res.send('ok'); });
  app.use('/api', guard);
  app.use('/api/areas', areas.router);
  app.use(prefix, users);
  if (process.env.DEBUG) app.use('/debug', (req, res) => { res.json(req.headers); });
  app.get('/level', (req, res) => { res.send(level); });
  app.use(onError);
  return app;
}
`,
  'src/guard.ts': `import { names } from './names';
export const level = 'high';
export function guard(req, res, next) {
  const header = req.headers['authorization'] ?? '';
  if (!header.startsWith('Bearer ')) { res.status(401).set('WWW-Authenticate', 'Bearer realm="api"').end(); return; }
  res.locals.user = names[0];
  next();
}
`,
  'src/names.ts': `export const names = ['a', 'b'];
`,
  'src/errors.ts': `export function onError(error, _req, res, next) {
  if (res.headersSent) return next(error);
  res.status(500).json({ error: error.message });
}
`,
  'src/areas/index.ts': `import { Router } from 'express';
import { router as north } from './north';
import { router as south } from './south';
export { level } from '../guard';
export const router: Router = Router();
router.use('/north', north);
router.use('/south', south);
router.param('area', (req, res, next, value) => { value === 'x' ? res.sendStatus(401) : next(); });
router.get('/:area', (req, res) => { res.json({ area: req.params.area }); });
`,
  'src/areas/north.ts': `import { Router } from 'express';
import { south } from './kinds';
export const router: Router = Router();
router.get('/' + south, async (req, res) => {
  if (res.locals.user === undefined) throw Object.assign(new Error('who?'), { status: 401 });
  res.json({});
});
router.get('/items/:id', (req, res) => { res.json({ id: req.params.id }); });
`,
  'src/areas/south.ts': `import { Router } from 'express';
import { count } from './counter';
import { guard } from '../guard';
export const router: Router = Router();
count(router);
router.get('/items/:id', guard, (req, res) => { res.json({ id: req.params.id }); });
router.post('/items', (req, res) => { if (!req.session.user) { res.status(403).end(); return; } res.status(201).end(); });
`,
  'src/areas/kinds.ts': `export const north = 'n';
export const south = 's';
`,
  'src/areas/counter.ts': `const all = [];
export function count(router) { all.push(router); }
export const total = () => all.length;
`,
  'src/users.ts': `import { Router } from 'express';
import { total } from './areas/counter';
export const prefix = '/users';
const users = Router();
users.get('/', (req, res) => { total() > 0 ? res.json([]) : res.sendStatus(401); });
users.get('/me', (req, res) => { req.session.user ? res.json(req.session.user) : res.redirect('/login'); });
users.post('/login', (req, res) => { req.session.user = { name: req.body.name }; res.end(); });
export default users;
`,
};
