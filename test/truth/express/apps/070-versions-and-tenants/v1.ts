import { Router } from 'express';
export const v1 = Router();
v1.get('/items', (_req, res) => void res.json([]));
