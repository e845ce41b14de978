import express from 'express';
import { admin } from './admin.mjs';
import { shop } from './shop.mjs';
const app = express();
app.use('/admin', admin);
app.use('/shop', shop);
app.use((err, req, res, next) => {
  res.status(err.status ?? 500).set('x-from', 'root').end();
});
export default app;
