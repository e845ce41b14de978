import express, { type Express } from 'express';
import { inject, injectable } from 'inversify';
import type { Logger } from './common/logger';
import type { PagesController } from './pages/pages.controller';
import { TYPES } from './types';

@injectable()
export class Press {
  private readonly app: Express;

  constructor(
    @inject(TYPES.Logger) private readonly logger: Logger,
    @inject(TYPES.Pages) private readonly pages: PagesController,
  ) {
    this.app = express();
  }

  private useRoutes() {
    this.app.use('/pages', this.pages.router);
  }

  init() {
    this.useRoutes();
    this.logger.log('the press runs');
    return this.app;
  }
}
