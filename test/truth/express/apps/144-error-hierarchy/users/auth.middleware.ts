import type { RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { ForbiddenError, UnauthorizedError } from '../errors/app-errors';

export const authenticate = (secret: string): RequestHandler => async (req, res, next) => {
  const [scheme, token] = req.headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'bearer' || !token) {
    throw new UnauthorizedError('You are not logged in');
  }
  let payload: JwtPayload;
  try {
    payload = jwt.verify(token, secret) as JwtPayload;
  } catch {
    throw new UnauthorizedError('Invalid token');
  }
  res.locals.user = payload;
  next();
};

export const restrictTo = (...roles: string[]): RequestHandler => (_req, res, next) => {
  if (!roles.includes(res.locals.user.role)) {
    throw new ForbiddenError();
  }
  next();
};
