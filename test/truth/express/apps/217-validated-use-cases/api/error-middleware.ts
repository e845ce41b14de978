import type { ErrorRequestHandler } from 'express';
import { DomainError } from '../domain/errors.js';

const STATUS: Readonly<Record<DomainError['type'], number>> = { unauthenticated: 401, forbidden: 403, 'not-found': 404, invalid: 422 };

export const errorMiddleware: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof DomainError) res.status(STATUS[error.type]).json({ type: error.type, detail: error.message });
  else next(error);
};
