import express from 'express';
import { hooks } from './src/hooks/hooks.controller.js';
import { donations } from './src/donations/donations.controller.js';
import { operators } from './src/operators/operators.controller.js';
import { rateLimit } from './src/middleware/rate-limit.js';
import { problems } from './src/middleware/problems.js';

const app = express();
app.set('trust proxy', 1);
app.use('/hooks', express.raw({ type: 'application/json' }), hooks);
app.use(express.json());
app.use('/donations', rateLimit({ max: 100, windowMs: 60_000 }), donations);
app.use('/operators', operators);
app.use(problems);

export default app;
