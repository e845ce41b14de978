import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { ANONYMOUS, type User } from '../domain/user.js';

const secret = process.env['MUSEUM_SECRET'] ?? 'museum-secret';

function userOf(req: Request): User {
  const [, token] = /^Bearer (\S+)/i.exec(req.headers.authorization ?? '') ?? [];
  if (!token) return ANONYMOUS;
  try {
    const { sub, roles } = jwt.verify(token, secret) as jwt.JwtPayload;
    return { id: sub ?? '', roles: Array.isArray(roles) ? roles : [] };
  } catch {
    return ANONYMOUS;
  }
}

export function currentUser(req: Request, res: Response, next: NextFunction) {
  res.locals.user = userOf(req);
  next();
}
