import express from 'express';
import type { Cradle } from './container.js';
import { staffRoutes } from './staff/staff.routes.js';
import { invoiceRoutes } from './invoices/invoice.routes.js';
import { errorHandler, notFound } from './http/errors.js';

export function createApp(cradle: Cradle) {
  const app = express();
  app.use(express.json());
  app.get('/ready', (_req, res) => { res.sendStatus(204); });
  app.use('/', staffRoutes(cradle));
  app.use('/', invoiceRoutes(cradle));
  app.use(notFound);
  app.use(errorHandler(cradle));
  return app;
}
