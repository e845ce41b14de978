import { Router } from 'express';
import type { Endpoint } from './endpoint.js';

export const compile = (endpoints: readonly Endpoint[]): Router =>
  endpoints.reduce((router, { verb, path, stack }) => router[verb](path, ...stack), Router());
