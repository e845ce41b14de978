import express, { type Express, type Router } from 'express';
import { inject, injectable, multiInject } from 'inversify';
import { TYPES } from './types.js';
import { onError } from './http/on-error.js';

export interface Controller { readonly path: string; readonly router: Router }

@injectable()
export class Server {
  readonly app: Express;
  constructor(@multiInject(TYPES.Controller) controllers: Controller[]) {
    this.app = express();
    this.app.use(express.json());
    for (const controller of controllers) this.app.use(controller.path, controller.router);
    this.app.use(onError);
  }
}
