import { Router, type RequestHandler } from 'express';

export abstract class Controller {
  private built: Router | undefined;

  get router(): Router {
    this.built ??= this.build(Router());
    return this.built;
  }

  protected abstract build(router: Router): Router;

  protected run(useCase: (input: any, user: string) => Promise<unknown>, status = 200): RequestHandler {
    return async (_req, res) => {
      const result = await useCase.call(this, res.locals.input ?? {}, res.locals.user);
      res.status(status).json(result);
    };
  }
}
