import { type NextFunction, type Request, type Response, Router } from 'express';
import { injectable } from 'inversify';
import type { Logger } from './logger';

export interface Middleware {
  execute(req: Request, res: Response, next: NextFunction): void;
}

export interface Bound {
  path: string;
  method: 'get' | 'post' | 'delete';
  func: (req: Request, res: Response, next: NextFunction) => void;
  middlewares?: Middleware[];
}

@injectable()
export abstract class BaseController {
  private readonly _router: Router;

  constructor(private readonly log: Logger) {
    this._router = Router();
  }

  get router() {
    return this._router;
  }

  protected bindRoutes(routes: Bound[]) {
    for (const route of routes) {
      this.log.log(`[${route.method}] ${route.path}`);
      const middleware = route.middlewares?.map((one) => one.execute.bind(one));
      const handler = route.func.bind(this);
      this.router[route.method](route.path, middleware ? [...middleware, handler] : handler);
    }
  }
}
