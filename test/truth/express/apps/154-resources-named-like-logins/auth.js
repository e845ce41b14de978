const jwt = require('jsonwebtoken');
const secret = process.env.RES_SECRET || 'resources';

exports.login = (req, res) => {
  if (req.body.password !== 'r') return res.status(401).json({ error: 'wrong password' });
  res.json({ token: jwt.sign({ id: 1 }, secret, { expiresIn: '3600s' }) });
};
exports.required = (req, res, next) => {
  const match = /^bearer (.+)$/i.exec(req.get('authorization') || '');
  if (!match) return res.set('WWW-Authenticate', 'Bearer').status(401).json({ error: 'token missing' });
  jwt.verify(match[1], secret, (error, user) => {
    if (error) return res.set('WWW-Authenticate', 'Bearer error="invalid_token"').status(401).json({ error: 'token invalid' });
    req.user = user;
    next();
  });
};
