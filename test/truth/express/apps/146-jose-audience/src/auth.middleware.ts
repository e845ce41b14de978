import type { RequestHandler } from 'express';
import type { AuthService } from './auth.service.js';
import { HttpError } from './http-error.js';

export function authMiddleware(auth: AuthService): RequestHandler {
  return (req, res, next) => {
    const [scheme = '', token = ''] = (req.headers.authorization ?? '').split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '') {
      return next(new HttpError(401, 'missing_token'));
    }
    try {
      res.locals.clientId = auth.verify(token).sub;
      next();
    } catch {
      next(new HttpError(401, 'invalid_token'));
    }
  };
}
