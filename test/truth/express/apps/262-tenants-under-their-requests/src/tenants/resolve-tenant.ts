import type { RequestHandler } from 'express';
import { BadRequest } from '../http/errors.js';
import { setTenant } from './tenant-context.js';
import type { TenantRegistry } from './tenant-registry.js';

export const resolveTenant = (registry: TenantRegistry): RequestHandler => (req, _res, next) => {
  const id = req.header('X-Tenant-Id');
  const tenant = id === undefined ? undefined : registry.get(id);
  if (tenant === undefined) return next(new BadRequest('X-Tenant-Id'));
  setTenant(req, tenant);
  next();
};
