import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { Role } from './role';

export const identify: RequestHandler = (req, res, next) => {
  const header = req.get('authorization');
  if (header === undefined) {
    res.locals.role = Role.Reader;
    return next();
  }
  try {
    const claims = jwt.verify(header.split(' ').pop() ?? '', 'books') as { role: Role };
    res.locals.role = claims.role;
    next();
  } catch (error) {
    next(Object.assign(error as Error, { status: 401 }));
  }
};
