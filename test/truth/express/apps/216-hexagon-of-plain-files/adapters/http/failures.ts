import type { ErrorRequestHandler } from 'express';
import { Failure } from '../../core/failure.js';

export const failures: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof Failure)) return next(error);
  res
    .status(401)
    .set('WWW-Authenticate', error.code === 'token' ? 'Bearer error="invalid_token"' : 'Bearer')
    .json({ code: error.code });
};
