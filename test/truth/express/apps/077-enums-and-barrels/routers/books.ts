import { Router } from 'express';
export const books = Router().get('/', (_req, res) => void res.json([]));
