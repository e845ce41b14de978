import type { RequestHandler } from 'express';
import { Container } from 'typedi';
import { NotAllowed, NotAuthenticated } from '../errors/api-error.js';
import { AuthService, type Reader } from './auth.service.js';

declare global { namespace Express { interface Request { reader?: Reader } } }

export const loggedIn: RequestHandler = (req, _res, next) => {
  const header = req.headers.authorization;
  if (!header?.startsWith('Bearer ')) return next(new NotAuthenticated());
  try {
    req.reader = Container.get(AuthService).read(header.slice('Bearer '.length));
    return next();
  } catch {
    return next(new NotAuthenticated('token'));
  }
};

export const hasRole = (role: string): RequestHandler => (req, _res, next) =>
  req.reader?.roles.includes(role) ? next() : next(new NotAllowed(role));
