import express from 'express';
import { expressjwt } from 'express-jwt';
import { hasPermission } from './permissions';

const app = express();
const authenticate = expressjwt({ secret: 'p', algorithms: ['HS256'] });
app.get('/articles', (_req, res) => { res.json([]); });
app.post('/articles', authenticate, hasPermission('articles:write'), (_req, res) => { res.status(201).json({}); });
app.delete('/articles/:id', authenticate, hasPermission('articles:delete'), (_req, res) => { res.sendStatus(204); });
export default app;
