import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { inject, injectable } from 'inversify';
import { Problem } from '../http/on-error.js';
import { TYPES } from '../types.js';
import type { Role, Tokens } from './jwt-tokens.js';

@injectable()
export class AuthGuard {
  constructor(@inject(TYPES.Tokens) private readonly tokens: Tokens) {}

  allow(...roles: Role[]): RequestHandler[] {
    return [this.authenticate.bind(this), (_req, res, next) => {
      if (roles.length > 0 && !roles.includes(res.locals.user.role)) throw new Problem(403, 'Forbidden');
      next();
    }];
  }

  private authenticate(req: Request, res: Response, next: NextFunction) {
    const match = /^Bearer\s+(\S+)$/i.exec(req.header('authorization') ?? '');
    const user = match?.[1] ? this.tokens.verify(match[1]) : null;
    if (user === null) throw new Problem(401, 'Unauthorized', { 'WWW-Authenticate': 'Bearer realm="lab"' });
    res.locals.user = user;
    next();
  }
}
