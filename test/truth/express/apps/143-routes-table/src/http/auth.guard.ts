import type { NextFunction, Request, Response } from 'express';
import type { TokenService } from '../services/token.service';

export class AuthGuard {
  constructor(private readonly tokens: TokenService) {}

  handle = (req: Request, res: Response, next: NextFunction) => {
    const header = req.get('authorization') ?? '';
    const token = header.replace(/^bearer\s+/i, '');
    if (!token) {
      return res.status(401).json({ error: 'missing_token' });
    }
    try {
      res.locals.userId = this.tokens.read(token);
    } catch {
      return res.status(401).json({ error: 'invalid_token' });
    }
    return next();
  };
}
