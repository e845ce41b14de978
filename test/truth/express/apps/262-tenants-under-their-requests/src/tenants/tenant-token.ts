import type { RequestHandler } from 'express';
import { Forbidden, Unauthenticated } from '../http/errors.js';
import { tenantOf } from './tenant-context.js';

export const tenantToken: RequestHandler = (req, _res, next) => {
  const token = req.header('authorization')?.replace(/^Bearer /i, '');
  if (token !== tenantOf(req).apiToken) throw new Unauthenticated('token');
  next();
};
export const onPlan = (plan: 'free' | 'pro'): RequestHandler => (req, _res, next) => {
  next(tenantOf(req).plan === plan ? undefined : new Forbidden(plan));
};
