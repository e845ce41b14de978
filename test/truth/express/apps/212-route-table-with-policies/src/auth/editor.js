import { verifyToken } from './verify-token.js';

class AuthError extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }
}

export const editor = async (req, res, next) => {
  const token = req.get('authorization')?.replace(/^bearer\s+/i, '');
  if (!token) throw new AuthError(401, 'Editors log in');
  let claims;
  try {
    claims = await verifyToken(token);
  } catch {
    throw new AuthError(401, 'Your token is not valid');
  }
  if (claims.desk !== 'editorial') throw new AuthError(403, 'Editors only');
  req.editor = claims;
  next();
};
