import express from 'express';
import { KeyStore } from './src/key-store';
import { apiKey } from './src/api-key';
import { errorMiddleware } from './src/error-middleware';
import { reports } from './src/reports';

const store = new KeyStore([
  { id: 'k1', secret: 'alpha', scopes: ['reports:read'] },
  { id: 'k2', secret: 'beta', scopes: ['reports:read', 'reports:write'] },
]);

export const app = express();
app.use(express.json());
app.get('/ping', (_req, res) => res.send('pong'));
app.use('/reports', reports(apiKey.bind(null, store)));
app.use(errorMiddleware);
export default app;
