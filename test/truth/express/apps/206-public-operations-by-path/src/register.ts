import type { IRouter } from 'express';
import type { Operation } from './operations';

export function registerOperations(router: IRouter, all: readonly Operation[]): void {
  for (const { method, path, handler } of all) {
    router[method](path, handler);
  }
}
