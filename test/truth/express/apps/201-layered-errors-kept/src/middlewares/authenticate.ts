import type { RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { env } from '../config/env';
import { UnauthorizedError } from '../errors/app-error';

export interface AuthUser {
  id: string;
  role: 'admin' | 'customer';
}

declare global {
  namespace Express {
    interface Request {
      authUser?: AuthUser;
    }
  }
}

export const authenticate: RequestHandler = (req, _res, next) => {
  const header = req.headers.authorization;
  const match = header?.match(/^Bearer (.+)$/i);
  if (!match) {
    throw new UnauthorizedError('Missing bearer token');
  }
  try {
    const payload = jwt.verify(match[1]!, env.JWT_SECRET, { algorithms: ['HS256'] }) as JwtPayload;
    req.authUser = { id: String(payload.sub), role: payload.role ?? 'customer' };
  } catch {
    throw new UnauthorizedError('Invalid or expired token');
  }
  next();
};
