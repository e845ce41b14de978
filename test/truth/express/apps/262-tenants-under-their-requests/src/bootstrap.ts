import express, { type Express } from 'express';
import { loadConfig } from './config/load-config.js';
import { TenantRegistry } from './tenants/tenant-registry.js';
import { resolveTenant } from './tenants/resolve-tenant.js';
import { catalogueRoutes } from './catalogue/catalogue.routes.js';
import { memberRoutes } from './members/members.routes.js';
import { errorResponder } from './http/error-responder.js';

export interface Bootstrapped { readonly app: Express }

export async function bootstrap(): Promise<Bootstrapped> {
  const config = await loadConfig();
  const tenants = TenantRegistry.of(config.tenants);
  const app = express();

  app.use(express.json());
  app.get('/_status', (_req, res) => void res.json({ ok: true }));
  app.use(resolveTenant(tenants));
  app.use('/catalogue', catalogueRoutes().build());
  app.use('/members', memberRoutes().build());
  app.use(errorResponder);

  return { app };
}
