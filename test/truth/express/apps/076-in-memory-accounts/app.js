const crypto = require('crypto');
const express = require('express');
const users = require('./users');
const sessions = require('./sessions');

const app = express();
app.use(express.json());

app.post('/register', function (req, res) {
  const user = users.create(req.body.name, req.body.password);
  res.status(201).json({ id: user.id });
});

app.post('/login', function (req, res) {
  const user = users.check(req.body.name, req.body.password);
  if (!user) return res.status(401).json({ error: 'wrong name or password' });
  res.json({ token: sessions.open(user, crypto.randomBytes(8).toString('hex')) });
});

app.use(function (req, res, next) {
  const token = (req.headers.authorization || '').replace(/^Bearer /i, '');
  const session = sessions.all.get(token);
  if (!session) return res.status(401).json({ error: 'log in' });
  req.user = session.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));
app.post('/logout', (req, res) => { sessions.close(req.user); res.sendStatus(204); });

module.exports = app;
