import type { RequestHandler } from 'express';
import { errors, jwtVerify } from 'jose';
import { key } from './keys.js';

export const authenticate = (): RequestHandler => async (req, res, next) => {
  const token = req.get('authorization')?.match(/^bearer\s+(\S+)$/i)?.[1];
  if (token === undefined) {
    res.set('WWW-Authenticate', 'Bearer').sendStatus(401);
    return;
  }
  try {
    const { payload } = await jwtVerify(token, key, { issuer: 'https://id.library.example', audience: 'library' });
    res.locals.reader = payload.sub;
    next();
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    res.set('WWW-Authenticate', `Bearer error="invalid_token"`).status(401).json({ error: error.code });
  }
};
