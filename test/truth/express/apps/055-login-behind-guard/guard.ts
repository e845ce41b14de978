import type { Request, Response, NextFunction } from 'express';
import * as jwt from 'jsonwebtoken';

const key = process.env.KEY || 'notes';

export const guard = (req: Request, res: Response, next: NextFunction) => {
  const header = req.headers['authorization'];
  if (header === undefined || header.split(' ').length !== 2) {
    return void res.status(401).json({ statusCode: 401, message: 'Unauthorized' });
  }
  const token = header.split(' ')[1];
  jwt.verify(token, key, (err, payload) => {
    if (err) {
      res.status(401).json({ statusCode: 401, message: 'Unauthorized' });
    } else {
      (req as any).user = payload;
      next();
    }
  });
};
