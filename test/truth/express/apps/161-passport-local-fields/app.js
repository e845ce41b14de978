const express = require('express');
const passport = require('passport');
const session = require('express-session');
const { local } = require('./local');

const app = express();
app.use(express.urlencoded({ extended: true }));
app.use(session({ secret: 'cards', resave: false, saveUninitialized: false, cookie: { httpOnly: true } }));
passport.use(local);
passport.serializeUser((user, done) => done(null, user.card));
passport.deserializeUser((card, done) => done(null, { card }));
app.use(passport.initialize());
app.use(passport.session());
app.post('/enter', passport.authenticate('local'), (req, res) => res.json(req.user));
app.get('/loans', (req, res) => {
  if (!req.isAuthenticated()) return res.sendStatus(401);
  res.json([]);
});
module.exports = app;
