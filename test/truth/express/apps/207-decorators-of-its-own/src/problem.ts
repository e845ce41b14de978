import type { ErrorRequestHandler } from 'express';

export class Problem extends Error {
  constructor(public status: number, detail: string) { super(detail); }
}

export const problemHandler: ErrorRequestHandler = (e, _req, res, next) => {
  if (!(e instanceof Problem)) { next(e); return; }
  if (e.status === 401) res.set('WWW-Authenticate', 'ApiKey');
  res.status(e.status).json({ detail: e.message });
};
