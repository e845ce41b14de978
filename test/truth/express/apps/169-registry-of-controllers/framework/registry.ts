import { Router, type Express, type RequestHandler } from 'express';

type Verb = 'get' | 'post' | 'delete';
export interface Endpoint { verb: Verb; path: string; guards: RequestHandler[]; run: RequestHandler }
export interface ControllerClass { prefix: string; endpoints(): Endpoint[] }

class Registry {
  private readonly controllers = new Set<ControllerClass>();

  add(controller: ControllerClass): void {
    this.controllers.add(controller);
  }

  mount(app: Express): void {
    for (const controller of this.controllers) {
      const router = Router();
      for (const { verb, path, guards, run } of controller.endpoints()) {
        router[verb](path, ...guards, run);
      }
      app.use(controller.prefix, router);
    }
  }
}

export const registry = new Registry();
