import { Container } from 'inversify';
import { TYPES } from './types.js';
import { Server } from './server.js';
import { JwtTokens } from './auth/jwt-tokens.js';
import { AuthGuard } from './auth/auth.guard.js';
import { SessionsController } from './auth/sessions.controller.js';
import { SamplesController } from './samples/samples.controller.js';
import { SampleStore } from './samples/sample.store.js';

export function createLab() {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(TYPES.Secret).toConstantValue(process.env.LAB_SECRET ?? 'lab-samples-secret');
  container.bind(TYPES.Tokens).to(JwtTokens);
  container.bind(TYPES.SampleStore).to(SampleStore);
  container.bind(AuthGuard).toSelf();
  container.bind(TYPES.Controller).to(SessionsController);
  container.bind(TYPES.Controller).to(SamplesController);
  container.bind(Server).toSelf();
  return container.get(Server).app;
}
