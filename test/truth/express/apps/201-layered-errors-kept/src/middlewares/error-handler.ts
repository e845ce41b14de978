import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, NotFoundError } from '../errors/app-error';

export const notFound: RequestHandler = (req, _res, next) => next(new NotFoundError(req.originalUrl));

export const errorHandler: ErrorRequestHandler = (err, req, res, next) => {
  if (res.headersSent) return next(err);
  if (err instanceof AppError) {
    if (err.statusCode === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="orders"');
    res.status(err.statusCode).json({ error: { code: err.code, message: err.message } });
    return;
  }
  console.error(`[${req.method} ${req.originalUrl}]`, err);
  res.status(500).json({ error: { code: 'INTERNAL', message: 'Something went wrong' } });
};
