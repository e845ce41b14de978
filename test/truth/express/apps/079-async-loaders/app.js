import express from 'express';
import { loaders } from './loaders/index.js';

const app = express();
for (const load of loaders) await load(app);
export default app;
