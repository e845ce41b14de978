import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { DomainError } from '../domain/errors.js';

const sign = (user: string) => createHmac('sha256', process.env.TOKEN_KEY ?? 'token-key').update(user).digest('base64url');

export const tokenAuth: RequestHandler = (req, res, next) => {
  const token = req.get('authorization')?.match(/^Token (?<user>\w+)\.(?<mac>[\w-]+)$/i)?.groups;
  if (!token) throw new DomainError('unauthenticated', 'no token');
  const given = Buffer.from(token.mac!);
  const expected = Buffer.from(sign(token.user!));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new DomainError('unauthenticated', 'bad token');
  res.locals.user = token.user;
  next();
};
