import { Router } from 'express';
import cors from 'cors';
import { items } from './items.mjs';
export const api = Router();
api.use(cors({ origin: 'https://shop.example' }));
api.use('/items', items);
