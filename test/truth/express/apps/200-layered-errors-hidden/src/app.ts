import express, { type Express } from 'express';
import helmet from 'helmet';
import { errorHandler, notFound } from './middlewares';
import { healthRoutes, orderRoutes } from './routes';

export function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(express.json({ limit: '1mb' }));

  app.use('/health', healthRoutes);
  app.use('/api/v1/orders', orderRoutes);

  app.use(notFound);
  app.use(errorHandler);
  return app;
}
