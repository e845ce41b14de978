const express = require('express');
const app = express();
const repo = require('./repo');

const caught = (fn) => function (req, res, next) { return Promise.resolve(fn.call(this, req, res, next)).catch(next); };
const one = async (req, res, next) => {
  req.user = await repo.byKey(req.get('x-key'));
  next();
};
app.get('/a', caught(one), (req, res) => res.json(req.user));
app.get('/b', one, (req, res) => res.json(req.user));
app.get('/c', (req, res, next) => repo.byKey(req.get('x-key')).then((user) => res.json(user), next));
app.get('/d', (req, res, next) => { one(req, res, next).catch((e) => res.status(e.status).end()); }, (req, res) => res.send('d'));
app.use((err, req, res, next) => res.status(err.status || 500).json({ error: err.message }));
module.exports = app;
