import express from 'express';
export const shop = express();
shop.get('/items', (req, res) => res.json([]));
shop.get('/mine', (req, res, next) => {
  if (!req.get('x-customer')) { const e = new Error('who'); e.status = 401; throw e; }
  res.json([]);
});
