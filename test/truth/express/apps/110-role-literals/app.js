const express = require('express');
const passport = require('passport');
const { BasicStrategy } = require('passport-http');

const people = [
  { name: 'ann', password: 'a', role: 'owner' },
  { name: 'ben', password: 'b', role: 'guest' },
];
passport.use(new BasicStrategy({ realm: 'Rooms' }, (name, password, done) => {
  const person = people.find((p) => p.name === name && p.password === password);
  return done(null, person || false);
}));

const PERMISSIONS = {
  'GET /rooms': ['owner', 'guest'],
  'POST /rooms': ['owner'],
};

function permitted(req, res, next) {
  const allowed = PERMISSIONS[`${req.method} ${req.path}`];
  if (!allowed || !allowed.includes(req.user.role)) {
    return res.status(401).json({ error: `${req.user.name} may not ${req.method}` });
  }
  return next();
}

const app = express();
app.use(passport.initialize());
app.use(passport.authenticate('basic', { session: false }), permitted);
app.get('/rooms', (req, res) => res.json([]));
app.post('/rooms', (req, res) => res.status(201).json({}));
module.exports = app;
