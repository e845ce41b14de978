const express = require('express');
const auth = (req, res, next) => {
  if (req.headers['x-token'] !== 'xyz') return res.status(401).json({ error: 'token' });
  next();
};
const features = new Map([
  ['/billing', { guards: [auth], build(router) { router.get('/', (req, res) => res.json([])); router.get('/:id', (req, res) => res.json({})); } }],
  ['/', { guards: [], build: (router) => { router.get('/about', (req, res) => res.send('about')); } }],
]);
const app = express();
features.forEach(({ guards, build }, base) => {
  const router = express.Router();
  guards.forEach((guard) => router.use(guard));
  build(router);
  app.use(base, router);
});
app.use((req, res) => res.status(404).send('nothing'));
module.exports = app;
