import type { Express } from 'express';

export function configure(app: Express): void {
  app.disable('x-powered-by');
  app.set('trust proxy', ['loopback', 'uniquelocal']);
  app.set('json spaces', 2);
}
