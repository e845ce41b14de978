import express, { Router, type RequestHandler } from 'express';

const OPEN: readonly RegExp[] = [/^\/v2\/session$/, /^\/v2\/docs(?:\/|$)/];

const demandKey: RequestHandler = (req, res, next) => {
  const { pathname } = new URL(req.originalUrl, 'http://localhost');
  if (OPEN.some((pattern) => pattern.test(pathname))) {
    next();
    return;
  }
  const key = req.headers['x-key'];
  if (typeof key !== 'string' || key.length === 0) {
    res.status(401).json({ detail: 'key required' });
    return;
  }
  next();
};

const v2 = Router();
v2.post('/session', (_req, res) => { res.status(201).end(); });
v2.get('/docs', (_req, res) => { res.send('docs'); });
v2.get('/docs/:page', (_req, res) => { res.send('page'); });
v2.get('/ledger', (_req, res) => { res.json([]); });

const app = express();
app.use('/v2', demandKey, v2);
export default app;
