import { Router } from 'express';
export const suppliersRouter = Router();
suppliersRouter.get('/', (req, res) => { res.json([]); });
suppliersRouter.patch('/:id', (req, res) => { res.json({ id: req.params.id }); });
