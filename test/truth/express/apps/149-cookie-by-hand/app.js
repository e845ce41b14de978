const crypto = require('crypto');
const express = require('express');
const app = express();
const sessions = {};

const parseCookies = (header = '') => header.split(';').reduce((cookies, pair) => {
  const [name, ...value] = pair.trim().split('=');
  if (name) cookies[name] = decodeURIComponent(value.join('='));
  return cookies;
}, {});

app.use(express.json());
app.use((req, res, next) => {
  req.cookies = parseCookies(req.headers.cookie);
  req.session = sessions[req.cookies.sid];
  next();
});

app.post('/login', (req, res) => {
  if (req.body.password !== 'by-hand') return res.status(401).json({ error: 'wrong password' });
  const id = crypto.randomBytes(16).toString('hex');
  sessions[id] = { user: req.body.user };
  res.setHeader('Set-Cookie', `sid=${id}; HttpOnly; Path=/; SameSite=Lax`);
  res.json({ ok: true });
});
app.get('/me', (req, res) => {
  if (!req.session) return res.status(401).json({ error: 'no session' });
  res.json(req.session);
});

module.exports = app;
