import express, { type Express, type Router } from 'express';
import { captureRaw } from './raw-body.js';
import { Denied } from './policy/denied.js';

export class Gateway {
  static create(): Gateway {
    return new Gateway(express());
  }

  private constructor(private readonly app: Express) {
    app.disable('etag').disable('x-powered-by');
    app.use(express.json({ verify: captureRaw }));
    app.get('/healthz', (_req, res) => { res.sendStatus(204); });
  }

  mount(path: string, router: Router): this {
    this.app.use(path, router);
    return this;
  }

  seal(): Express {
    this.app.use(Denied.handler);
    return this.app;
  }
}
