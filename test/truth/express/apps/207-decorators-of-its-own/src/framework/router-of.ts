import { Router } from 'express';
import { routes } from './registry';

export function routerOf(controller: { readonly base: string }): Router {
  const outer = Router();
  const inner = Router();
  for (const { verb, path, key, before } of routes.get(controller) ?? []) {
    const method = (controller as unknown as Record<string, (...args: unknown[]) => unknown>)[key]!;
    inner[verb](path, ...before, (req, res, next) => {
      Promise.resolve(method.call(controller, req, res)).catch(next);
    });
  }
  outer.use(controller.base, inner);
  return outer;
}
