import type { Application, RequestHandler } from 'express';

export interface Serves {
  start(): Application;
}

export interface Guards {
  check: RequestHandler;
}

export interface Keeps {
  keys(): readonly string[];
}

export const TOKENS = { keeper: Symbol('keeper'), guard: Symbol('guard') };
