import type { ErrorRequestHandler } from 'express';
import { AccessDenied, NoSuchThing, Unauthenticated } from './exceptions.js';

const statuses = new Map<Function, number>([[Unauthenticated, 401], [AccessDenied, 403], [NoSuchThing, 404]]);

export const mapExceptions: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = statuses.get(error.constructor) ?? 500;
  if (status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.status(status).json({ message: status === 500 ? 'Internal error' : error.message });
};
