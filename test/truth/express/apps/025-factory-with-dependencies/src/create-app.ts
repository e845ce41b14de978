import express, { type Express, type RequestHandler } from 'express';

export interface Deps { guard: RequestHandler; prefix: string }

export function createApp({ guard, prefix }: Deps): Express {
  const app = express();
  const routes: [path: string, isOpen: boolean][] = [['/ping', true], ['/users', false], ['/orders', false]];
  for (const [path, isOpen] of routes) {
    const chain: RequestHandler[] = isOpen ? [] : [guard];
    app.get(prefix + path, ...chain, (_req, res) => { res.json({ path }); });
  }
  return app;
}
