import type { NextFunction, Request, Response } from 'express';
import { inject, injectable } from 'tsyringe';
import { HttpError } from '../http/http-error.js';
import { TOKENS } from '../tokens.js';
import type { TokenVerifier } from './jwt-verifier.js';

@injectable()
export class AuthenticateMiddleware {
  constructor(@inject(TOKENS.TokenVerifier) private readonly verifier: TokenVerifier) {}

  readonly handle = (req: Request, res: Response, next: NextFunction): void => {
    const [scheme, token] = (req.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      next(HttpError.unauthorized('Missing bearer token'));
      return;
    }
    try {
      res.locals.courier = this.verifier.verify(token);
    } catch {
      next(HttpError.unauthorized('Invalid bearer token'));
      return;
    }
    next();
  };
}
