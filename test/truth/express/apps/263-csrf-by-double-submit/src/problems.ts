import type { ErrorRequestHandler } from 'express';
export class Problem extends Error {
  constructor(readonly status: number, readonly type: string) { super(type); }
}
export const Problems = {
  noSession: () => new Problem(401, 'no-session'),
  badCsrf: () => new Problem(403, 'bad-csrf'),
  badLogin: () => new Problem(401, 'bad-login'),
  tooMany: () => new Problem(429, 'too-many-attempts'),
};
export const problemHandler: ErrorRequestHandler = (err, _req, res, next) => {
  if (!(err instanceof Problem)) { next(err); return; }
  res.status(err.status).json({ type: err.type });
};
