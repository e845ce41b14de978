const express = require('express');
const { makeStore } = require('./store');
const app = express();

const store = makeStore();
const state = { maintenance: false, key: 'k-1' };

app.use((req, res, next) => {
  res.refuse = (status, message) => res.status(status).json({ message });
  req.need = (name) => {
    const value = req.get(name);
    if (!value) throw Object.assign(new Error(`${name} is missing`), { status: 401 });
    return value;
  };
  res.locals.ok = function ok(data) {
    return res.send(data);
  };
  next();
});

app.post('/sessions', store.open);
app.get('/inbox', store.guard, (req, res) => res.locals.ok('mail'));
app.get('/outbox', (req, res) => {
  req.need('x-id');
  res.locals.ok('sent');
});
app.put('/key', (req, res) => {
  if (req.get('x-key') !== state.key) return res.refuse(401, 'the key is wrong');
  state.key = 'k-2';
  res.sendStatus(204);
});
app.get('/closed', (req, res) => res.refuse(403, 'nobody'));
module.exports = app;
