import express from 'express';
const app = express();
const requireScope = (scope) => (user, req, res, next) => {
  const scopes = (req.get('x-scopes') ?? '').split(',');
  if (!scopes.includes(scope)) {
    return res.status(403).json({ error: scope });
  }
  return next();
};
const requireUser = (req, res, next) => (req.get('x-user') ? next() : res.status(401).end());
app.use('/billing', requireUser, requireScope('billing'));
app.get('/billing', (req, res) => res.json([]));
app.get('/', (req, res) => res.send('home'));
export default app;
