import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const expected = Buffer.from(process.env.WAREHOUSE_KEY ?? 'pallet');

export function auth(req: Request, res: Response, next: NextFunction) {
  const given = Buffer.from(req.header('X-Api-Key') ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    res.status(401).set('WWW-Authenticate', 'ApiKey').json({ message: 'API key required' });
    return;
  }
  next();
}
