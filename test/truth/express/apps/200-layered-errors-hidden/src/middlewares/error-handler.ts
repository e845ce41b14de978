import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFoundError } from '../errors/app-error';

export const notFound: RequestHandler = (req, _res, next) => next(new NotFoundError(req.originalUrl));

export const errorHandler: ErrorRequestHandler = (err, req, res, _next) => {
  console.error(`[${req.method} ${req.originalUrl}]`, err.message);
  res.status(500).json({ error: { message: err.message } });
};
