const express = require('express');
const cookieParser = require('cookie-parser');
const { byVersion, dispatcher } = require('./dispatch');

const guard = (req, res, next) => {
  if (req.get('authorization') === 'Bearer t') return next();
  res.set('WWW-Authenticate', `Bearer realm="${req.app.get('realm')}"`);
  return res.status(401).json({ error: req.originalUrl });
};

// An app for each host, found by its name.
const shop = express();
shop.set('realm', 'shop');
shop.get('/', (req, res) => res.send('shop'));
shop.get('/orders', guard, (req, res) => res.send('orders'));
shop.get('/fails', () => {
  throw Object.assign(new Error('no'), { status: 403 });
});

const office = express();
office.set('realm', 'office');
office.use(guard);
office.get('/', (req, res) => res.send(req.baseUrl));

const hosts = { 'shop.example': shop, 'office.example': office };

// Routers that are called with what follows them.
const v1 = express.Router();
v1.get('/users', guard, (req, res) => res.send('users'));
v1.get('/status', (req, res) => res.sendStatus(204));
v1.get('/error', (req, res, next) => next(Object.assign(new Error('gone'), { status: 401 })));
v1.get('/leave', (req, res, next) => next('router'));
const v2 = express.Router();
v2.get('/users', (req, res) => (req.cookies.sid === 's' ? res.send('users') : res.sendStatus(401)));

const app = express();
app.set('realm', 'main');
app.use((req, res, next) => {
  const host = hosts[req.hostname];
  return host ? host(req, res, next) : next();
});
app.use('/v', byVersion({ 1: v1, 2: v2 }));

// The errors of a router are answered here, and what it does not answer is another status.
app.use('/own', (req, res) => {
  v1(req, res, (error) => {
    if (error) return res.status(error.status === 401 ? 403 : 500).json({ error: error.message });
    return res.status(410).end();
  });
});

// With another URL than the client's.
app.get('/me', (req, res, next) => {
  req.url = '/users';
  v1.handle(req, res, next);
});
app.use('/cookies', cookieParser(), (req, res, next) => {
  req.url = req.url.replace('/people', '/users');
  return v2.call(null, req, res, next);
});

// An app that is called without what follows answers itself.
app.use('/alone', (req, res) => shop.handle(req, res));
app.use('/alone-too', (req, res) => shop(req, res));

const routers = new Map([['reports', express.Router()]]);
routers.get('reports').get('/', guard, (req, res) => res.send('reports'));
app.use('/by/:name', (req, res, next) => {
  const router = routers.get(req.params.name);
  if (typeof router !== 'function') return res.sendStatus(404);
  return router(req, res, next);
});

app.use('/class', (req, res, next) => dispatcher.run(req, res, next));
app.use('/awaited', async (req, res, next) => {
  try {
    await new Promise((resolve, reject) => v1(req, res, (error) => (error ? reject(error) : resolve())));
    res.sendStatus(418);
  } catch (error) {
    next(error);
  }
});
app.use((req, res) => res.status(404).send(String(req.app.get('realm'))));
module.exports = app;
