import type { RequestHandler } from 'express';
import { ForbiddenError, UnauthorizedError } from '../errors/app-error';
import type { AuthUser } from './authenticate';

export const authorize =
  (...roles: AuthUser['role'][]): RequestHandler =>
  (req, _res, next) => {
    if (!req.authUser) return next(new UnauthorizedError());
    if (!roles.includes(req.authUser.role)) return next(new ForbiddenError());
    return next();
  };
