import { Router } from 'express';
import type { Cradle } from '../container.js';

export const invoiceRoutes = ({ invoiceController }: Cradle) => {
  const router = Router();
  router.get('/invoices', invoiceController.index);
  router.get('/invoices/:id', invoiceController.show);
  return router;
};
