import express, { type Express, type RequestHandler, type Router } from 'express';

export class AppBuilder {
  private app: Express = express();

  withJson() {
    this.app.use(express.json());
    return this;
  }

  withMiddleware(...handlers: RequestHandler[]) {
    this.app.use(...handlers);
    return this;
  }

  withRouter(prefix: string, router: Router) {
    this.app.use(prefix, router);
    return this;
  }

  build(): Express {
    return this.app;
  }
}
