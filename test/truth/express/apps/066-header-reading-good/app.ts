import express, { type RequestHandler } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';

class Unauthorized extends Error {
  readonly status = 401;
  readonly headers = { 'WWW-Authenticate': 'Bearer realm="reading"' };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const SECRET = 'open sesame';

const slice: RequestHandler = (req, _res, next) => {
  const header = req.header('Authorization') ?? '';
  if (header.slice(0, 7).toLowerCase() !== 'bearer ') throw new Unauthorized();
  if (!same(header.slice(7).trim(), SECRET)) throw new Unauthorized();
  next();
};
const match: RequestHandler = async (req) => {
  const token = /^bearer +(.+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (token === undefined || !same(token, SECRET)) throw new Unauthorized('no');
  return Promise.reject(new Unauthorized('never here'));
};
const split: RequestHandler = (req, _res, next) => {
  const { authorization = '' } = req.headers;
  const [scheme, ...rest] = authorization.split(' ');
  next(scheme?.toLowerCase() === 'bearer' && same(rest.join(' '), SECRET) ? undefined : new Unauthorized());
};
const app = express();
app.get('/slice', slice, (_req, res) => void res.send('ok'));
app.get('/match', match, (_req, res) => void res.send('ok'));
app.get('/split', split, (_req, res) => void res.send('ok'));
app.get('/query', (req, res) => {
  const token = typeof req.query.token === 'string' ? req.query.token : null;
  if (!token) return void res.sendStatus(401);
  res.send(token);
});
export default app;
