import express from 'express';
import { admin, shop } from './routers/index';
const app = express();
app.use('/admin', admin);
app.use('/shop', shop);
export default app;
