import jwt from 'jsonwebtoken';
import { inject, injectable } from 'tsyringe';
import type { Settings } from '../settings.js';
import { TOKENS } from '../tokens.js';

export interface TokenVerifier { verify(token: string): { id: string; depot: string } }

@injectable()
export class JwtVerifier implements TokenVerifier {
  constructor(@inject(TOKENS.Settings) private readonly settings: Settings) {}

  verify(token: string) {
    const payload = jwt.verify(token, this.settings.jwtSecret, { algorithms: ['HS256'] }) as jwt.JwtPayload;
    return { id: String(payload.sub), depot: String(payload.depot) };
  }
}
