import express from 'express';
import { Container } from './container';
import { TOKENS } from './tokens';
import { registerServices } from './services';
import { MODULES } from './modules';

export function bootstrap() {
  const container = new Container();
  registerServices(container);

  const app = express();
  app.use(express.json());
  for (const module of MODULES) {
    module.register(app, container);
  }
  app.use(container.resolve(TOKENS.errorHandler));
  return { app, container };
}
