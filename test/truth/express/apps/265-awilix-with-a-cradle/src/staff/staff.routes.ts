import { Router } from 'express';
import type { Cradle } from '../container.js';

export const staffRoutes = ({ staffController, apiKeyGuard }: Cradle) => {
  const router = Router();
  router.use(apiKeyGuard);
  router.get('/staff/report', staffController.report);
  router.post('/staff/close', staffController.close);
  return router;
};
