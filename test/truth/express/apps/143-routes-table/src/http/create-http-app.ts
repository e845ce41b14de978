import express from 'express';
import type { Container } from '../container';
import { routeTable } from './routes';

export function createHttpApp(container: Container) {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());

  for (const route of routeTable(container)) {
    const handlers = route.public ? [route.handler] : [container.authGuard.handle, route.handler];
    app[route.method](route.path, ...handlers);
  }

  return app;
}
