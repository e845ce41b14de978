import express from 'express';
import { SignJWT, jwtVerify, errors } from 'jose';

const key = new TextEncoder().encode('a key that is thirty-two bytes long');
const app = express();

const authenticate = async (req, res, next) => {
  const [, token] = /^Bearer ([^ ]+)$/i.exec(req.headers.authorization ?? '') ?? [];
  if (!token) {
    return res.status(401).set('WWW-Authenticate', 'Bearer').json({ title: 'no token' });
  }
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
    req.claims = payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) {
      return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').json({ title: error.code });
    }
    throw error;
  }
  return next();
};
app.post('/token', async (req, res) => {
  const token = await new SignJWT({ scope: 'read' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('2h').sign(key);
  res.json({ access_token: token });
});
app.get('/report', authenticate, (req, res) => {
  if (!String(req.claims.scope).split(' ').includes('read')) return res.sendStatus(403);
  res.json({});
});
export default app;
