import { Router } from 'express';

export const opsRouter = Router();
opsRouter.get(['/live', '/ready'], (_req, res) => { res.type('text').send('ok'); });
opsRouter.get('/metrics', (_req, res) => { res.type('text/plain').send('up 1\n'); });
