import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Controller, Get, Post, Guard, routesOf } from './lib/decorators.js';
import { bearer, role } from './lib/guards.js';

class ReportController {
  list(_req: Request, res: Response) { res.json([]); }
  create(_req: Request, res: Response) { res.status(201).json({}); }
  summary(_req: Request, res: Response) { res.json({ total: 0 }); }
}
Controller('/reports')(ReportController);
Get('/summary')(ReportController.prototype, 'summary');
Get('/')(ReportController.prototype, 'list');
Guard(bearer)(ReportController.prototype, 'list');
Post('/')(ReportController.prototype, 'create');
Guard(bearer, role('editor'))(ReportController.prototype, 'create');

function mount(app: express.Express, controllers: Array<new () => object>): void {
  for (const Type of controllers) {
    const router = Router();
    const instance = new Type() as Record<string, RequestHandler>;
    const { prefix, routes } = routesOf(Type);
    routes.forEach(({ method, path, name, guards }) => {
      router[method](path, ...guards, instance[name].bind(instance));
    });
    app.use(prefix, router);
  }
}

const app = express();
mount(app, [ReportController]);
app.use((_req: Request, res: Response, _next: NextFunction) => { res.status(404).json({ message: 'no such route' }); });
export default app;
