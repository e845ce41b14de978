import type { ErrorRequestHandler } from 'express';
import { HttpException } from './errors';
export const errorHandler: ErrorRequestHandler = (err, _req, res, _next) => {
  const status = err instanceof HttpException ? err.statusCode : 500;
  res.status(status).json({ error: err.message });
};
