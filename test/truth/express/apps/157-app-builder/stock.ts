import { Router } from 'express';
export const stockRouter = Router();
stockRouter.get('/', (req, res) => { res.json([]); });
stockRouter.post('/', (req, res) => { res.status(201).json(req.body); });
stockRouter.delete('/:sku', (req, res) => { res.sendStatus(204); });
