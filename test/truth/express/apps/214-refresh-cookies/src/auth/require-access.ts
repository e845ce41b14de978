import type { RequestHandler } from 'express';
import { AppError } from '../shared/errors.js';
import { readAccess } from './access.js';
import { ACCESS } from './cookies.js';

export const requireAccess: RequestHandler = (req, res, next) => {
  const token: unknown = req.cookies[ACCESS];
  const user = typeof token === 'string' ? readAccess(token) : null;
  if (user === null) throw new AppError('UNAUTHENTICATED');
  res.locals.user = user;
  next();
};
