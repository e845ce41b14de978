import type { RequestHandler } from 'express';

export const tokenGuard = (tokens: ReadonlySet<string>): RequestHandler => (req, res, next) => {
  const [scheme, token] = (req.headers.authorization ?? '').split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || !tokens.has(token)) {
    res.setHeader('WWW-Authenticate', 'Bearer');
    res.status(401).end();
    return;
  }
  next();
};
