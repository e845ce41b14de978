import cookieParser from 'cookie-parser';
import express, { type RequestHandler } from 'express';
import { sign, verify, type JwtPayload } from 'jsonwebtoken';

const SECRET = 'both';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const session: RequestHandler = ({ cookies }, res, next) => {
  const { session: token } = cookies as Record<string, string | undefined>;
  if (!token) return void res.status(401).json({ error: 'no session' });
  try {
    res.locals.session = verify(token, SECRET) as JwtPayload;
    next();
  } catch {
    res.clearCookie('session').status(401).json({ error: 'session over' });
  }
};
const doubleSubmit: RequestHandler = (req, res, next) => {
  if (SAFE.has(req.method)) return next();
  const { csrf } = req.cookies;
  if (!csrf || csrf !== req.get('x-csrf')) return void res.status(403).json({ error: 'csrf' });
  next();
};
const app = express();
app.use(cookieParser(), express.json());
app.post('/session', (_req, res) => {
  const maxAge = 8 * 60 * 60;
  res.cookie('session', sign({ sub: 'u' }, SECRET, { expiresIn: maxAge }), { maxAge: maxAge * 1000, httpOnly: true, sameSite: 'lax' });
  res.sendStatus(204);
});
app.use('/notes', session, doubleSubmit);
app.get('/notes', (_req, res) => void res.json([]));
app.post('/notes', (_req, res) => void res.sendStatus(201));
export default app;
