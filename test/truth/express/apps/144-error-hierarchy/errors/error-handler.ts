import type { ErrorRequestHandler } from 'express';
import { AppError } from './app-errors';

export const errorHandler: ErrorRequestHandler = (err, _req, res, _next) => {
  if (err instanceof AppError && err.isOperational) {
    res.status(err.statusCode).json({ status: 'fail', message: err.message });
    return;
  }
  res.status(500).json({ status: 'error', message: 'Internal server error' });
};
