import { NextFunction, Request, Response } from 'express';
import type { Role } from '../session/session';

export const isLoggedIn = (req: Request, res: Response, next: NextFunction) => {
  if (!req.currentSession) {
    return res.status(401).json({ message: 'Please log in' });
  }
  return next();
};

export const hasRole = (role: Role) => (req: Request, res: Response, next: NextFunction) => {
  if (req.currentSession?.role !== role) {
    return res.status(401).json({ message: `Only a ${role} may do this` });
  }
  return next();
};
