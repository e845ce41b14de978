import type { Request, RequestHandler } from 'express';
import { Denied } from './denied.js';

export interface Caller { readonly name: string; readonly grants: readonly string[] }
export type Policy = (req: Request) => Caller | Denied;

export const firstOf =
  (...policies: readonly Policy[]): Policy =>
  (req) => {
    let last: Denied = new Denied(401, 'nobody asked');
    for (const policy of policies) {
      const result = policy(req);
      if (!(result instanceof Denied)) return result;
      last = result;
    }
    return last;
  };

export const granted =
  (policy: Policy, grant: string): Policy =>
  (req) => {
    const caller = policy(req);
    if (caller instanceof Denied) return caller;
    return caller.grants.includes(grant) ? caller : new Denied(403, `${caller.name} lacks ${grant}`);
  };

export const enforce = (policy: Policy): RequestHandler => (req, res, next) => {
  const caller = policy(req);
  if (caller instanceof Denied) return next(caller);
  res.locals.caller = caller;
  next();
};
