import type { RequestHandler } from 'express';

export const requireLogin: RequestHandler = (req, res, next) => {
  const email = (req.session as { email?: string } | undefined)?.email;
  if (email === undefined) {
    res.status(401).json({ error: 'not signed in' });
  } else {
    next();
  }
};
