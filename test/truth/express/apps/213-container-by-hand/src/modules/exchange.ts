import { Router } from 'express';
import { TOKENS } from '../tokens';
import type { Module } from './module';

export const exchange: Module = {
  register(app, container) {
    const service = container.resolve(TOKENS.customers);
    const router = Router();
    router.get('/customers.json', (_req, res) => { res.json(service.all()); });
    router.post('/customers', (req, res) => { res.json({ imported: service.import(req.body) }); });
    app.use('/exchange', router);
  },
};
