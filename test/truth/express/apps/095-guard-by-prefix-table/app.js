const express = require('express');
const jwt = require('jsonwebtoken');
const rules = require('./rules');
const app = express();

app.use((req, res, next) => {
  const rule = rules.find(({ prefix, methods = ['GET', 'POST', 'PUT', 'DELETE'] }) => (req.path === prefix || req.path.startsWith(prefix + '/')) && methods.includes(req.method));
  if (!rule || rule.roles.includes('*')) return next();
  const token = /^Bearer (.+)$/i.exec(req.get('authorization') || '');
  if (!token) return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'token' });
  let claims;
  try {
    claims = jwt.verify(token[1], 'table');
  } catch (error) {
    return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').json({ error: error.message });
  }
  if (!rule.roles.includes(claims.role)) return res.status(403).json({ error: 'role' });
  req.claims = claims;
  next();
});
for (const name of ['users', 'invoices', 'public']) {
  app.get(`/${name}`, (req, res) => res.json([]));
  app.get(`/${name}/:id`, (req, res) => res.json({ id: req.params.id }));
}
app.delete('/users/:id', (req, res) => res.sendStatus(204));
module.exports = app;
