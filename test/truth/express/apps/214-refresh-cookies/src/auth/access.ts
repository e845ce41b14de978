import jwt from 'jsonwebtoken';

const secret = process.env.ACCESS_SECRET ?? 'access-of-accounts';

export const signAccess = (user: string): string => jwt.sign({}, secret, { subject: user, expiresIn: '15m' });

export function readAccess(token: string): string | null {
  try {
    const claims = jwt.verify(token, secret, { algorithms: ['HS256'] });
    return typeof claims === 'string' ? null : claims.sub ?? null;
  } catch {
    return null;
  }
}
