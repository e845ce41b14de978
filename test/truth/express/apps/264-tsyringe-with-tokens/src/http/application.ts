import express, { type Express } from 'express';
import { injectable, inject } from 'tsyringe';
import { AuthenticateMiddleware } from '../security/authenticate.middleware.js';
import { ParcelsController } from '../parcels/parcels.controller.js';
import { HealthController } from '../health/health.controller.js';
import { errorHandler } from './error-handler.js';

@injectable()
export class Application {
  constructor(
    @inject(AuthenticateMiddleware) private readonly authenticate: AuthenticateMiddleware,
    @inject(ParcelsController) private readonly parcels: ParcelsController,
    @inject(HealthController) private readonly health: HealthController,
  ) {}

  build(): Express {
    const app = express();
    app.disable('x-powered-by');
    app.use(express.json({ limit: '100kb' }));
    app.use('/health', this.health.router());
    app.use(this.authenticate.handle);
    app.use('/parcels', this.parcels.router());
    app.use(errorHandler);
    return app;
  }
}
