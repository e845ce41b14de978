import type { NextFunction, Request, Response } from 'express';
import { Role } from './role';

export function allow(...roles: Role[]) {
  const allowed = new Set<Role>(roles);
  return function allowed_(_req: Request, res: Response, next: NextFunction): void {
    const role = res.locals.role as Role;
    if (allowed.has(role)) return next();
    if (role === Role.Reader) {
      res.status(401).json({ error: 'please log in' });
      return;
    }
    res.status(403).json({ error: 'not for you' });
  };
}
