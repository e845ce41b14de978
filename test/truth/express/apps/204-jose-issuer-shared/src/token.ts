import { SignJWT } from 'jose';
import { ISSUER, key } from './keys.js';

export const tokenFor = (subject: string, scope: string[]): Promise<string> =>
  new SignJWT({ scope: scope.join(' ') })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setIssuer(ISSUER)
    .setAudience('library')
    .setSubject(subject)
    .setExpirationTime('2h')
    .sign(key);
