import { Router, type Express, type RequestHandler } from 'express';
import { requireIdentity } from '../auth/require-identity.js';
import { prefixOf, rolesOf, routesOf } from './decorators.js';

export function register(app: Express, ...controllers: object[]) {
  for (const controller of controllers) {
    const router = Router();
    for (const { method, path, name } of routesOf(controller)) {
      const handler = (controller as Record<string, Function>)[name]!;
      const wanted = rolesOf(handler);
      const chain: RequestHandler[] = wanted ? [requireIdentity(wanted)] : [];
      router[method](path, ...chain, async (req, res) => {
        const body = await handler.call(controller, req, res);
        if (body === undefined) res.status(204).end();
        else res.json(body);
      });
    }
    app.use(prefixOf(controller.constructor), router);
  }
}
