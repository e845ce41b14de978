import { Router } from 'express';
import { injectable } from 'tsyringe';

@injectable()
export class HealthController {
  router(): Router {
    const router = Router();
    router.get('/', (_req, res) => {
      res.json({ status: 'ok', uptime: process.uptime() });
    });
    return router;
  }
}
