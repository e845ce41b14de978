import type { RequestHandler } from 'express';
import { tokens } from './tokens';

export const requireAccess: RequestHandler = (req, res, next) => {
  const [scheme = '', token = ''] = req.headers.authorization?.split(' ') ?? [];
  if (scheme.toLowerCase() !== 'bearer' || token === '') {
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'unauthenticated' });
    return;
  }
  try {
    res.locals.claims = tokens.readAccess(token);
  } catch {
    res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').json({ error: 'invalid token' });
    return;
  }
  next();
};
