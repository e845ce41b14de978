const express = require('express');
const session = require('express-session');
const cookieParser = require('cookie-parser');
const { doubleCsrf } = require('csrf-csrf');
const { rateLimit } = require('express-rate-limit');

const { doubleCsrfProtection, generateCsrfToken } = doubleCsrf({
  getSecret: () => 'csrf-secret',
  getSessionIdentifier: (req) => req.session.id,
  cookieName: 'x-csrf',
  cookieOptions: { sameSite: 'strict', secure: false, httpOnly: true },
});

const app = express();
app.use(cookieParser());
app.use(session({ secret: 'forms', resave: false, saveUninitialized: true }));
app.use(express.urlencoded({ extended: false }));
app.get('/csrf-token', (req, res) => res.json({ token: generateCsrfToken(req, res) }));
app.use(doubleCsrfProtection);
const limiter = rateLimit({ windowMs: 60_000, limit: 5, standardHeaders: true, legacyHeaders: false });
app.post('/login', limiter, (req, res) => {
  if (req.body.name !== 'root') return res.status(401).send('no');
  req.session.name = 'root';
  res.send('yes');
});
app.get('/panel', (req, res, next) => (req.session.name ? next() : next('route')), (req, res) => res.send('panel'));
app.get('/panel', (req, res) => res.status(401).send('log in'));
module.exports = app;
