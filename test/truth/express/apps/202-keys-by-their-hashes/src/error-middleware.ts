import type { ErrorRequestHandler } from 'express';
import { DomainError } from './errors';

export const errorMiddleware: ErrorRequestHandler = (err, _req, res, _next) => {
  const status = err instanceof DomainError ? err.status : 500;
  res.status(status).json({ message: status === 500 ? 'Internal error' : err.message });
};
