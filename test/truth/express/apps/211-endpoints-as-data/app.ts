import express from 'express';
import { compile } from './src/router/compile.js';
import { endpoints } from './src/endpoints/index.js';
import { fallback } from './src/router/fallback.js';

const app = express();
app.use(express.json());
app.use('/api', compile(endpoints));
app.use(fallback);
export default app;
