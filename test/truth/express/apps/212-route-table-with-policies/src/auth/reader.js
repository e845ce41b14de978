import { verifyToken } from './verify-token.js';

export const reader = async (req, res, next) => {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  if (!/^bearer$/i.test(scheme) || !token) return res.status(401).json({ error: 'login first' });
  try {
    req.reader = await verifyToken(token);
    next();
  } catch (err) {
    req.reader = null;
    next();
  }
};
