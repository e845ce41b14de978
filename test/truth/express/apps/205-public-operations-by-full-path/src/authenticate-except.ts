import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import type { Operation } from './operations';

const SECRET = process.env.SHOP_SECRET ?? 'shop-secret';

export function authenticateExcept(all: readonly Operation[]): RequestHandler {
  const open = new Set(
    all.filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method.toUpperCase()} /api/v2${path}`),
  );
  return (req, res, next) => {
    if (open.has(`${req.method} ${req.path}`)) return next();
    const token = /^Bearer (.*)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (!token) return void res.status(401).header('WWW-Authenticate', 'Bearer').end();
    jwt.verify(token, SECRET, (err, decoded) => {
      if (err) return void res.status(401).header('WWW-Authenticate', 'Bearer').end();
      res.locals.claims = decoded;
      next();
    });
  };
}
