import express, { type Express, type RequestHandler } from 'express';
import type { Issuer } from '../../core/ports.js';
import { failures } from './failures.js';

interface UseCases {
  signIn(email: string, password: string): Promise<{ access: string; refresh: string }>;
  whoAmI(id: string): Promise<unknown>;
  renew(token: string): Promise<{ access: string }>;
}

export function expressAdapter(useCases: UseCases, issuer: Issuer): Express {
  const app = express().use(express.json());

  const bearer: RequestHandler = (req, res, next) => {
    const token = /^Bearer (\S+)$/i.exec(req.get('Authorization') ?? '')?.[1];
    if (token === undefined) {
      res.status(401).set('WWW-Authenticate', 'Bearer').end();
      return;
    }
    res.locals.id = issuer.open('access', token).id;
    next();
  };

  app.post('/sign-in', async ({ body }, res) => {
    res.json(await useCases.signIn(body?.email, String(body?.password)));
  });
  app.post('/renew', async ({ body }, res) => {
    res.json(await useCases.renew(body?.refresh));
  });
  app.get('/me', bearer, async (_req, res) => {
    res.json(await useCases.whoAmI(res.locals.id));
  });
  return app.use(failures);
}
