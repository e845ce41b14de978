import express from 'express';
import helmet from 'helmet';
import morgan from 'morgan';
import cors from 'cors';
import { authenticate } from './auth/authenticate.js';
import tasks from './tasks/index.js';

export const app = express();

app
  .use(helmet())
  .use(morgan('tiny', { skip: () => true }))
  .use(express.json({ limit: '100kb' }));

app.use('/api', authenticate);
app.use(cors({ origin: ['https://tasks.example.org'], maxAge: 600 }));
app.use('/api/tasks', tasks);
app.use((req, res) => {
  res.status(404).json({ error: { code: 'NOT_FOUND', path: req.originalUrl } });
});

export default app;
