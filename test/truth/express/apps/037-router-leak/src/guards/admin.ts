import type { NextFunction, Request, Response } from 'express';
export function adminOnly(req: Request, res: Response, next: NextFunction): void {
  if (req.headers['x-admin'] === 'yes') next();
  else res.status(401).json({ error: 'admins only' });
}
