import jwt from 'jsonwebtoken';
import { Failure } from '../../core/failure.js';
import type { Issuer, User } from '../../core/ports.js';

const LIFE = { access: '5m', refresh: '30d' } as const;

export class JwtIssuer implements Issuer {
  constructor(private readonly secret: string) {}

  issue(kind: 'access' | 'refresh', { id, version }: User): string {
    return jwt.sign({ version }, this.secret, { subject: id, audience: kind, expiresIn: LIFE[kind] });
  }

  open(kind: 'access' | 'refresh', token: string) {
    try {
      const claims = jwt.verify(token, this.secret, { audience: kind, algorithms: ['HS256'] }) as jwt.JwtPayload;
      return { id: String(claims.sub), version: Number(claims.version) };
    } catch {
      throw Failure.token();
    }
  }
}
