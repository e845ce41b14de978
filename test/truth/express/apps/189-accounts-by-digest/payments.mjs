import { Router, json } from 'express';
export const payments = Router().use(json());
payments.get('/', (req, res) => res.json([]));
payments.post('/', (req, res) => res.status(201).json(req.body));
payments.put('/:id/refund', (req, res) => res.sendStatus(202));
