import type { ZodType } from 'zod';
import { AuthenticationRequired, PermissionDenied, ValidationFailed } from './errors.js';
import type { Behaviour } from './mediator.js';

export const authorise = (required: Readonly<Record<string, string | undefined>>): Behaviour => async (message, next) => {
  const role = required[message.kind];
  if (role !== undefined) {
    if (message.user.id === '') throw new AuthenticationRequired(message.kind);
    if (!message.user.roles.includes(role)) throw new PermissionDenied(role);
  }
  return next();
};

export const validate = (schemas: Readonly<Record<string, ZodType>>): Behaviour => async (message, next) => {
  const schema = schemas[message.kind];
  const result = schema?.safeParse(message.payload);
  if (result && !result.success) throw new ValidationFailed(message.kind);
  return next();
};
