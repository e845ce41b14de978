import type { NextFunction, Request, Response } from 'express';

export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly headers: Record<string, string> = {}) { super(title); }
}

export function onError(error: unknown, _req: Request, res: Response, _next: NextFunction) {
  if (error instanceof Problem) return res.status(error.status).set(error.headers).type('application/problem+json').send(JSON.stringify({ title: error.title }));
  return res.status(500).json({ title: 'Internal Server Error' });
}
