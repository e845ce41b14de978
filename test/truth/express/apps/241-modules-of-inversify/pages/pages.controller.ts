import type { Request, Response } from 'express';
import { inject, injectable } from 'inversify';
import { BaseController } from '../common/base.controller';
import type { Logger } from '../common/logger';
import { PenMiddleware } from '../common/pen.middleware';
import { TYPES } from '../types';

@injectable()
export class PagesController extends BaseController {
  constructor(
    @inject(TYPES.Logger) private readonly logger: Logger,
    @inject(TYPES.Pen) private readonly pen: string,
  ) {
    super(logger);
    this.bindRoutes([
      { path: '/', method: 'get', func: this.list },
      { path: '/', method: 'post', func: this.write, middlewares: [new PenMiddleware(this.pen)] },
      { path: '/:id', method: 'delete', func: this.tear, middlewares: [new PenMiddleware(this.pen)] },
    ]);
  }

  list(_req: Request, res: Response) {
    res.send([]);
  }

  write(_req: Request, res: Response) {
    this.logger.log('a page');
    res.status(201).send({ id: 1 });
  }

  tear(_req: Request, res: Response) {
    res.sendStatus(204);
  }
}
