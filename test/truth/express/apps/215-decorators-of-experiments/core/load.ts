import { Router, type Express } from 'express';
import { metaOf } from './metadata';

type Type = new () => any;

export function load(app: Express, controllers: Type[]): void {
  for (const type of controllers) {
    const { prefix, guards, routes } = metaOf(type);
    const instance = new type();
    const router = Router();
    if (guards.length > 0) router.use(...guards);
    for (const { method, path, handler, guards: own } of routes.values()) {
      router[method](path, ...own, async (req, res) => {
        const result = await instance[handler](req, res);
        if (!res.headersSent) res.json(result ?? null);
      });
    }
    app.use(prefix, router);
  }
}
