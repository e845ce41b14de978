import type { NextFunction, Request, Response } from 'express';
import { container } from 'tsyringe';
import { CheckBadge } from './use-cases';

export async function ensureBadge(req: Request, res: Response, next: NextFunction) {
  res.set('WWW-Authenticate', 'Badge realm="fleet"');
  await container.resolve(CheckBadge).execute(req.get('x-badge'));
  res.removeHeader('WWW-Authenticate');
  next();
}
