import type { RequestHandler } from 'express';
import { z, type ZodType } from 'zod';
import { DomainError } from '../domain/errors.js';

type Part = 'body' | 'params' | 'query';
type Schemas = Partial<Record<Part, ZodType>>;

export const validated = (schemas: Schemas): RequestHandler => (req, res, next) => {
  const parsed: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = schemas[part];
    if (schema === undefined) continue;
    const result = schema.safeParse(req[part]);
    if (!result.success) throw new DomainError('invalid', z.prettifyError(result.error));
    parsed[part] = result.data;
  }
  res.locals.input = parsed;
  next();
};
