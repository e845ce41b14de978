import { Router } from 'express';
export const shop = Router();
shop.get('/products', (_req, res) => { res.json([]); });
