const express = require('express');
const jwt = require('jsonwebtoken');
const app = express();

app.use((req, res, next) => {
  const header = req.get('Authorization');
  if (!header) return next();
  jwt.verify(header.replace(/^Bearer\s/i, ''), 'opt', (err, user) => {
    if (!err) req.user = user;
    next();
  });
});
const needUser = (req, res, next) => {
  if (!req.user) {
    const err = new Error('Login required');
    err.status = 401;
    return next(err);
  }
  next();
};
app.get('/posts', (req, res) => res.json({ mine: Boolean(req.user) }));
app.post('/posts', needUser, (req, res) => res.status(201).end());
app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  const status = err.status || err.statusCode || 500;
  if (status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.status(status).json({ message: status === 500 ? 'oops' : err.message });
});
module.exports = app;
