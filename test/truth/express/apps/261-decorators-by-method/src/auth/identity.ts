import jwt from 'jsonwebtoken';
export type Role = 'guest' | 'usher' | 'director';
export interface Identity { name: string; role: Role }
const secret = process.env.THEATRE_SECRET ?? 'theatre-secret';
export function identityFrom(token: string): Identity | undefined {
  try {
    const claims = jwt.verify(token, secret);
    if (typeof claims === 'string') return undefined;
    return { name: claims.sub ?? 'nobody', role: claims.role };
  } catch {
    return undefined;
  }
}
