import { RequestHandler } from 'express';
import { SessionStore } from './session-store';

export function sessionMiddleware(store: SessionStore): RequestHandler {
  return function loadSession(req, res, next) {
    const id: string | undefined = req.cookies['clinic.sid'];
    if (id) {
      const session = store.get(id);
      if (session) {
        req.currentSession = session;
        req.sessionId = id;
      } else {
        res.clearCookie('clinic.sid');
      }
    }
    next();
  };
}
