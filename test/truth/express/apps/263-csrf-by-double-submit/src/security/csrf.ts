import type { NextFunction, Request, Response } from 'express';
import { Problems } from '../problems.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export class CsrfProtection {
  constructor(private readonly cookieName: string) {}
  check = (req: Request, _res: Response, next: NextFunction) => {
    if (SAFE.has(req.method)) return next();
    const fromCookie = req.cookies?.[this.cookieName];
    const fromHeader = req.get('x-csrf-token');
    if (!fromCookie || fromCookie !== fromHeader) return next(Problems.badCsrf());
    next();
  };
}
