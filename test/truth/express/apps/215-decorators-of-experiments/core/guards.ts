import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { HttpException } from './errors';

export const JwtGuard: RequestHandler = (req, res, next) => {
  const [type, token] = req.headers.authorization?.split(' ') ?? [];
  if (type?.toLowerCase() !== 'bearer' || !token) throw new HttpException(401, 'Unauthorized');
  try {
    res.locals.user = jwt.verify(token, process.env.LIB_SECRET || 'lib-secret');
  } catch {
    throw new HttpException(401, 'Unauthorized');
  }
  next();
};

export const RoleGuard = (role: string): RequestHandler => (_req, res, next) => {
  if (res.locals.user.role !== role) throw new HttpException(403, 'Forbidden resource');
  next();
};
