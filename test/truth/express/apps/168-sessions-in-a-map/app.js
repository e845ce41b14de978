const crypto = require('crypto');
const express = require('express');
const cookieParser = require('cookie-parser');

const SESSIONS = new Map();
const TTL = 30 * 60;

function createServer() {
  const app = express();
  app.use(cookieParser(process.env.COOKIE_SECRET || 'keyboard cat'));
  app.use(express.json());
  app.post('/session', login);
  app.delete('/session', current, logout);
  app.get('/notes', current, (req, res) => res.json({ notes: [], of: req.current.name }));
  return app;
}

function login(req, res) {
  const { username, password } = req.body;
  if (username !== 'ada' || password !== 'lovelace') return res.status(401).json({ error: 'bad credentials' });
  const id = crypto.randomUUID();
  SESSIONS.set(id, { name: username, until: Date.now() + TTL * 1000 });
  res.cookie('sid', id, { signed: true, httpOnly: true, maxAge: TTL * 1000 });
  res.status(201).json({ id });
}

function current(req, res, next) {
  const session = SESSIONS.get(req.signedCookies.sid);
  if (!session || session.until < Date.now()) return res.status(401).json({ error: 'no session' });
  req.current = session;
  next();
}

function logout(req, res) {
  SESSIONS.delete(req.signedCookies.sid);
  res.clearCookie('sid').sendStatus(204);
}

module.exports = createServer();
