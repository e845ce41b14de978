import type { ErrorRequestHandler } from 'express';
import { ApiError } from './api-error.js';
export const handleErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (error instanceof ApiError) {
    if (error.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
    res.status(error.status).send({ message: error.message });
  } else {
    next(error);
  }
};
