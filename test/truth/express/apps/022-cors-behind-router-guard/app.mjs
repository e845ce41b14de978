import express from 'express';
import { guard } from './guard.mjs';
import { api } from './api/index.mjs';
const app = express();
app.use('/api', guard, api);
export { app };
export default app;
