import express from 'express';
import { expressjwt } from 'express-jwt';
const app = express();
app.use(expressjwt({ secret: 'ro', algorithms: ['HS256'], requestProperty: 'user' }));
const role = (name) => (req, res, next) => {
  const { roles = [] } = req.user;
  return roles.some((r) => r === name) ? next() : res.status(401).json({ need: name });
};
app.get('/self', (req, res) => res.json(req.user));
app.get('/audit', role('auditor'), (req, res) => res.json([]));
export default app;
