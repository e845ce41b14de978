import type { Request, Response, NextFunction } from 'express';
export function needToken(req: Request, res: Response, next: NextFunction): void {
  const value = req.get('Authorization');
  const token = value?.toLowerCase().startsWith('bearer ') ? value.substring(7) : undefined;
  if (!token) {
    res.status(401).type('json').set('WWW-Authenticate', 'Bearer').send('{"errors":["token"]}');
  } else if (token !== 'gql') {
    res.status(401).type('json').set('WWW-Authenticate', 'Bearer error="invalid_token"').send('{"errors":["token"]}');
  } else {
    next();
  }
}
