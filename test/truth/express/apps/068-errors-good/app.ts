import express, { Router, type NextFunction, type Request, type Response } from 'express';

abstract class HttpError extends Error {
  abstract readonly statusCode: number;
  toJSON() {
    return { message: this.message };
  }
}
class Unauthenticated extends HttpError {
  readonly statusCode = 401;
}
class Forbidden extends HttpError {
  readonly statusCode = 403;
}
class NotFound extends HttpError {
  readonly statusCode = 404;
}

type Role = 'reader' | 'editor';
const ROLES: Record<string, Role | undefined> = { 'token-r': 'reader', 'token-e': 'editor' };

const demand = (...allowed: Role[]) => (req: Request, _res: Response, next: NextFunction) => {
  const token = req.get('x-token');
  const role = token ? ROLES[token] : undefined;
  if (!role) return next(new Unauthenticated('no valid token'));
  if (!allowed.includes(role)) return next(new Forbidden(`needs ${allowed.join(' or ')}`));
  return next();
};
const pages = Router();
pages.get('/', demand('reader', 'editor'), (_req, res) => { res.json([]); });
pages.put('/:slug', demand('editor'), (_req, res) => { res.sendStatus(204); });

const app = express();
app.use('/pages', pages);
app.use((_req, _res, next) => next(new NotFound('nothing here')));
app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
  if (error instanceof HttpError) {
    if (error instanceof Unauthenticated) res.set('WWW-Authenticate', 'Token realm="pages"');
    res.status(error.statusCode).json(error);
    return;
  }
  res.status(500).json({ message: 'internal' });
});
export default app;
