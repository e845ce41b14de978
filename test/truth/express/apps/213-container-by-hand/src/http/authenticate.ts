import type { RequestHandler } from 'express';
import type { SessionService } from '../services/session.service';

export const authenticate = (sessions: SessionService): RequestHandler => (req, res, next) => {
  res.locals.session = sessions.require(req.get('x-session'));
  next();
};
