import { TOKENS } from '../tokens';
import type { Module } from './module';

export const guard: Module = {
  register(app, container) {
    app.use(container.resolve(TOKENS.authenticate));
  },
};
