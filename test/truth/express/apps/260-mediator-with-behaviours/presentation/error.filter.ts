import type { ErrorRequestHandler } from 'express';
import { AuthenticationRequired, EntityNotFound, PermissionDenied, ValidationFailed } from '../application/errors.js';

const table: readonly (readonly [new (...args: any[]) => Error, number])[] = [
  [AuthenticationRequired, 401],
  [PermissionDenied, 403],
  [EntityNotFound, 404],
  [ValidationFailed, 422],
];

export const errorFilter: ErrorRequestHandler = (error, _req, res, _next) => {
  const [, status] = table.find(([type]) => error instanceof type) ?? [Error, 500];
  if (status === 401) res.header('WWW-Authenticate', 'Bearer realm="museum"');
  res.status(status).json({ error: error.name });
};
