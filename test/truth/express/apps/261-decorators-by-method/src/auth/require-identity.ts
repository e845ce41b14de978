import type { RequestHandler } from 'express';
import { AccessDenied, Unauthenticated } from '../web/exceptions.js';
import { identityFrom, type Role } from './identity.js';

export const requireIdentity = (roles: readonly Role[]): RequestHandler => (req, res, next) => {
  const token = req.get('authorization')?.split(' ').at(1);
  const identity = token ? identityFrom(token) : undefined;
  if (!identity) throw new Unauthenticated('who are you?');
  if (roles.length > 0 && !roles.includes(identity.role)) throw new AccessDenied(identity.role);
  res.locals.identity = identity;
  next();
};
