import type { ErrorRequestHandler } from 'express';
export const fallback: ErrorRequestHandler = ({ status = 500, message }, _req, res, _next) => {
  res.status(status).json({ status, message });
};
