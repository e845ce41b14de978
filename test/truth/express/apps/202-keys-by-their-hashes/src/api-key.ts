import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Forbidden } from './errors';
import type { KeyStore } from './key-store';

type Step = (req: Request, res: Response) => Promise<void>;

const guard = (step: Step): RequestHandler => async (req: Request, res: Response, next: NextFunction) => {
  try {
    await step(req, res);
    next();
  } catch (error) {
    next(error);
  }
};

export function apiKey(store: KeyStore, scope: string) {
  return guard(async (req, res) => {
    const key = await store.lookup(req.header('X-Api-Key'));
    if (!key.scopes.has(scope)) throw new Forbidden(`The key lacks ${scope}`);
    res.locals.key = key.id;
  });
}
