import type { RequestHandler } from 'express';
import type { ZodType } from 'zod';
import { HttpException } from './errors';

export const validateBody = <T>(schema: ZodType<T>): RequestHandler => (req, _res, next) => {
  const parsed = schema.safeParse(req.body);
  if (!parsed.success) return next(new HttpException(400, 'Bad Request', { cause: parsed.error }));
  req.body = parsed.data;
  next();
};
