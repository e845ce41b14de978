import type { RequestHandler } from 'express';
import { config } from '../config.js';
import { Problem } from '../middleware/problems.js';
const challenge = { headers: { 'WWW-Authenticate': 'Basic realm="operators", charset="UTF-8"' } };
export const basic: RequestHandler = (req, res, next) => {
  const [scheme, encoded] = (req.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) throw new Problem(401, 'Unauthorized', challenge);
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const [name, password] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  if (colon < 0 || config.operators.get(name) !== password) throw new Problem(401, 'Unauthorized', challenge);
  res.locals.operator = name;
  next();
};
