import type { ErrorRequestHandler } from 'express';

export class Denied extends Error {
  static readonly handler: ErrorRequestHandler = (error, _req, res, next) => {
    if (error instanceof Denied) error.answer(res);
    else next(error);
  };

  constructor(private readonly status: 401 | 403, reason: string, private readonly challenge?: string) {
    super(reason);
  }

  answer(res: import('express').Response): void {
    if (this.challenge !== undefined) res.set('WWW-Authenticate', this.challenge);
    res.status(this.status).json({ denied: this.message });
  }
}
