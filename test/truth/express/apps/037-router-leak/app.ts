import express from 'express';
import { admin } from './routers/admin';
import { shop } from './routers/shop';
const app = express();
app.use(admin);
app.use(shop);
export default app;
