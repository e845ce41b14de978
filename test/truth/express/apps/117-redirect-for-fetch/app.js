const express = require('express');
const session = require('express-session');
const passport = require('passport');
const LocalStrategy = require('passport-local').Strategy;

const users = [{ id: 7, name: 'kim', password: 'pw' }];
passport.use('local', new LocalStrategy({ usernameField: 'name' }, (name, password, cb) => {
  const user = users.find((one) => one.name === name && one.password === password);
  cb(null, user ? user : false);
}));
passport.serializeUser((user, cb) => cb(null, user.id));
passport.deserializeUser((id, cb) => cb(null, users.find((one) => one.id === id) || null));

const app = express();
app.use(express.json());
app.use(session({ secret: 'q', resave: false, saveUninitialized: false }));
app.use(passport.authenticate('session'));

app.post('/api/login', passport.authenticate('local', { failureRedirect: '/login.html' }), (req, res) => res.json({ id: req.user.id }));
app.get('/api/me', (req, res) => {
  if (!req.user) return res.status(401).json({ error: 'log in' });
  res.json({ id: req.user.id });
});
app.get('/login.html', (req, res) => res.type('html').send('<form>'));
module.exports = app;
