import type { NextFunction, Request, Response } from 'express';
import { HttpException } from './http-exception';

export function errorHandler(error: Error, _req: Request, res: Response, _next: NextFunction) {
  const status = error instanceof HttpException ? error.status : 500;
  res.status(status).json({ message: error.message });
}
