import type { RequestHandler } from 'express';
import { Problems } from '../problems.js';
import type { CookieSigner } from './cookie-signer.js';

export class SessionGuard {
  constructor(private readonly signer: CookieSigner, private readonly cookie: string) {}
  get middleware(): RequestHandler {
    return (req, res, next) => {
      const raw: unknown = req.cookies[this.cookie];
      const customer = typeof raw === 'string' ? this.signer.unsign(raw) : undefined;
      if (!customer) return next(Problems.noSession());
      res.locals.customer = customer;
      return next();
    };
  }
}
