const express = require('express');
const jwt = require('jsonwebtoken');

class Tokens {
  static TTL = '7200';
  constructor(secret) { this.secret = secret; }
  create(user) { return jwt.sign({ sub: user }, this.secret, { expiresIn: Tokens.TTL }); }
  read(token) { return jwt.verify(token, this.secret); }
}
const tokens = new Tokens(process.env.TOKEN_SECRET || 'x1');

const app = express();
app.post('/login', express.json(), (req, res) => {
  const { username, password } = req.body;
  if (username !== 'root' || password !== 'root') return res.status(401).json({ error: 'no' });
  return res.json({ token: tokens.create(username) });
});
app.use((req, res, next) => {
  const header = req.get('Authorization');
  if (!/^Bearer /i.test(header)) return res.status(401).json({ error: 'no token' });
  try {
    req.user = tokens.read(header.slice(7)).sub;
    next();
  } catch (e) {
    if (e instanceof jwt.TokenExpiredError) return res.status(401).json({ error: 'expired' });
    if (e instanceof jwt.JsonWebTokenError) return res.status(401).json({ error: 'broken' });
    next(e);
  }
});
app.get('/', (req, res) => res.json({ user: req.user }));
module.exports = app;
