// Tokens: who gets one, and who may come in with one.
import jwt from 'jsonwebtoken';
import { findCustomer } from './customers.js';

const SECRET = process.env.TOKEN_SECRET;

/** Hands out a token for an hour. */
export async function login(req, res) {
  const customer = await findCustomer(req.body.email, req.body.password);
  if (customer === null) return res.status(401).json({ error: 'wrong email or password' });
  const token = jwt.sign({ sub: customer.id }, SECRET, { expiresIn: '3600' });
  return res.json({ token });
}

export function requireToken(req, res, next) {
  const [, token] = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
  if (token === undefined) {
    return res.set('WWW-Authenticate', 'Bearer realm="shop"').status(401).json({ error: 'no token' });
  }
  try {
    req.customer = jwt.verify(token, SECRET, { algorithms: ['HS256'] }).sub;
  } catch {
    return res
      .set('WWW-Authenticate', 'Bearer realm="shop", error="invalid_token"')
      .status(401)
      .json({ error: 'the token is not valid' });
  }
  return next();
}
