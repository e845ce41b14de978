import { Router } from 'express';
export const api = Router();
api.use((req, res, next) => {
  if (req.isUnauthenticated()) return res.redirect('/login');
  next();
});
api.get('/cart', (req, res) => res.json({ items: [] }));
api.post('/cart', (req, res) => res.status(201).json({}));
