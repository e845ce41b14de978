// The orders of the customer whose token it is.
import { Router } from 'express';

export const orders = Router();

orders.get('/', (req, res) => res.json([]));
orders.get('/:id', (req, res) => res.json({ id: req.params.id, customer: req.customer }));
orders.post('/', (req, res) => res.status(201).json({ id: 'o1' }));
