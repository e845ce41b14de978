import type { ErrorRequestHandler } from 'express';
export class Problem extends Error {
  readonly headers: Readonly<Record<string, string>>;
  constructor(readonly status: number, title: string, { headers = {} }: { headers?: Record<string, string> } = {}) {
    super(title);
    this.headers = headers;
  }
}
export const problems: ErrorRequestHandler = (err, _req, res, next) => {
  if (!(err instanceof Problem)) return next(err);
  for (const [name, value] of Object.entries(err.headers)) res.setHeader(name, value);
  res.status(err.status).json({ title: err.message });
};
