import type { NextFunction, Request, Response } from 'express';
import type { Middleware } from './base.controller';

export class PenMiddleware implements Middleware {
  constructor(private readonly pen: string) {}

  execute(req: Request, res: Response, next: NextFunction) {
    if (req.headers.authorization === `Bearer ${this.pen}`) return next();
    res.set('WWW-Authenticate', 'Bearer realm="press"').status(401).send({ error: 'no pen' });
  }
}
