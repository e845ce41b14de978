import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Cradle } from '../container.js';
import { AppError, NotFoundError } from '../errors.js';

export const notFound: RequestHandler = (req, _res, next) => next(new NotFoundError(req.path));
export const errorHandler = ({ logger }: Cradle): ErrorRequestHandler => (err, _req, res, next) => {
  if (res.headersSent) return next(err);
  const error = err instanceof AppError ? err : new AppError('Internal error', 500);
  if (!error.expose) logger.error(String(err));
  res.status(error.statusCode).json({ error: { message: error.message } });
};
