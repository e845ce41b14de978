import type { RequestHandler } from 'express';
import { inject, injectable } from 'tsyringe';
import { type Guards, type Keeps, TOKENS } from './ports';

@injectable()
export class KeyGuard implements Guards {
  constructor(@inject(TOKENS.keeper) private readonly keeper: Keeps) {}

  check: RequestHandler = (req, res, next) => {
    const key = req.get('x-desk-key');
    if (key === undefined || !this.keeper.keys().includes(key)) {
      res.set('WWW-Authenticate', 'Key realm="desk"').status(401).json({ error: 'a key, please' });
      return;
    }
    next();
  };
}
