import createError from 'http-errors';
import type { RequestHandler } from 'express';
import { sessions } from './sessions.js';

export const requireLogin: RequestHandler = (req, res, next) => {
  const user = sessions.get(req.get('x-session') ?? '');
  if (!user) return next(createError.Unauthorized('log in'));
  res.locals.user = user;
  return next();
};
