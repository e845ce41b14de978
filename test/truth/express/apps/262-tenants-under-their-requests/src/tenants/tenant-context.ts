import type { Request } from 'express';
import type { Tenant } from './tenant-registry.js';
import { ServerFault } from '../http/errors.js';
const contexts = new WeakMap<Request, Tenant>();
export const setTenant = (request: Request, tenant: Tenant) => { contexts.set(request, tenant); };
export const tenantOf = (request: Request): Tenant => {
  const tenant = contexts.get(request);
  if (!tenant) throw new ServerFault('no tenant');
  return tenant;
};
