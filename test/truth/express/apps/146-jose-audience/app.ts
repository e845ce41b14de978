import express from 'express';
import { AuthService } from './src/auth.service.js';
import { authMiddleware } from './src/auth.middleware.js';
import { HttpError } from './src/http-error.js';

const auth = new AuthService({ issuer: 'urn:orders', audience: 'urn:orders:web' });
const app = express();

app.use(express.json());

app.post('/token', async (req, res) => {
  const { client_id: clientId, client_secret: clientSecret } = req.body ?? {};
  if (clientId !== 'web' || clientSecret !== 'web-secret') {
    throw new HttpError(401, 'invalid_client');
  }
  res.json({ access_token: auth.sign(clientId) });
});

app.get('/orders', authMiddleware(auth), (_req, res) => {
  res.json({ client: res.locals.clientId, orders: [] });
});

app.use((err: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
  if (err instanceof HttpError) {
    res.status(err.status).json({ error: err.message });
    return;
  }
  res.status(500).json({ error: 'server_error' });
});

export default app;
