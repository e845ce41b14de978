import express, { Router } from 'express';
const steps = [
  (req, res, next) => { req.ctx = { key: req.get('x-key') ?? null }; next(); },
  (req, res, next) => (req.ctx.key === null ? next('route') : next()),
  (req, res, next) => (['k1', 'k2'].includes(req.ctx.key) ? next() : res.status(401).json({ error: 'key' })),
];
const router = Router({ mergeParams: true });
router.get('/detail', steps, (req, res) => res.json({ detail: 'full', of: req.params.name }));
router.get('/detail', (req, res) => res.json({ detail: 'short', of: req.params.name }));
router.post('/detail', ...steps, (req, res) => res.sendStatus(201));
const app = express();
app.use('/things/:name', router);
export default app;
