const express = require('express');
const session = require('express-session');
const csurf = require('csurf');
const app = express();

app.set('trust proxy', 1);
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'f', resave: false, saveUninitialized: true, cookie: { secure: 'auto', httpOnly: true } }));
app.get('/ping', (req, res) => res.send('pong'));
app.use(csurf());
app.get('/form', (req, res) => res.send(`<input name=_csrf value=${req.csrfToken()}>`));
app.post('/form', (req, res) => res.send('sent'));
app.use((req, res, next) => {
  if (req.session.user) return next();
  if (req.xhr || req.accepts(['html', 'json']) === 'json') return res.status(401).json({ error: 'login' });
  return res.redirect(`/form?next=${encodeURIComponent(req.originalUrl)}`);
});
app.get('/private', (req, res) => res.send('private'));
app.use((err, req, res, next) => {
  if (err.code !== 'EBADCSRFTOKEN') return next(err);
  res.status(403).send('form tampered with');
});
module.exports = app;
