import type { ErrorRequestHandler } from 'express';
export class HttpException extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}
export const onError: ErrorRequestHandler = (err, _req, res, _next) => {
  res.status(err instanceof HttpException ? err.status : 500).json({ message: err.message });
};
