import type { ErrorRequestHandler } from 'express';
import { AppError } from './errors.js';

export const handleErrors: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof AppError) {
    res.status(error.status).json({ code: error.code, message: error.message });
    return;
  }
  res.status(500).json({ code: 'INTERNAL' });
};
