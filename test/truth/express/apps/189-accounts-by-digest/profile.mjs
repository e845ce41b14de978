import { Router } from 'express';
export const profile = Router().get('/', (req, res) => res.json({ name: req.account.name }));
