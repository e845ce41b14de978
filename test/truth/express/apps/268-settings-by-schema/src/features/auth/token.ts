import { jwtVerify, SignJWT } from 'jose';
import { env } from '@/config';

const key = new TextEncoder().encode(env.JWT_KEY);

export const issueToken = (userId: string) =>
  new SignJWT({ scope: 'tickets' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(env.TOKEN_TTL)
    .sign(key);

export async function readToken(token: string): Promise<string> {
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS512'] });
  return payload.sub as string;
}
