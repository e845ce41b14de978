import { Router } from 'express';
import { TOKENS } from '../tokens';
import type { Module } from './module';

export const customers: Module = {
  register(app, container) {
    const service = container.resolve(TOKENS.customers);
    const router = Router();
    router.get('/', (_req, res) => { res.json(service.all()); });
    router.delete('/:id', (req, res) => { service.remove(Number(req.params.id)); res.sendStatus(204); });
    app.use('/customers', router);
  },
};
