import type { ErrorRequestHandler } from 'express';
import { HttpFault } from './errors.js';
export const errorResponder: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof HttpFault)) return next(error);
  res.status(error.status).json({ fault: error.constructor.name, detail: error.message });
};
