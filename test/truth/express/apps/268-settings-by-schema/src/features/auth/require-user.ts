import type { NextFunction, Request, Response } from 'express';
import { unauthorized } from '@/shared';
import { readToken } from './token';

export async function requireUser(req: Request, res: Response, next: NextFunction) {
  const [, token] = req.headers.authorization?.match(/^Bearer (.+)$/i) ?? [];
  if (!token) throw unauthorized();
  try {
    res.locals.userId = await readToken(token);
  } catch (cause) {
    throw unauthorized(cause);
  }
  next();
}
