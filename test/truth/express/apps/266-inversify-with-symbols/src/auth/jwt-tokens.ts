import jwt from 'jsonwebtoken';
import { inject, injectable } from 'inversify';
import { TYPES } from '../types.js';

export type Role = 'technician' | 'chemist';
export interface User { name: string; role: Role }
export interface Tokens { sign(user: User): string; verify(token: string): User | null }

@injectable()
export class JwtTokens implements Tokens {
  constructor(@inject(TYPES.Secret) private readonly secret: string) {}
  sign(user: User) { return jwt.sign({ role: user.role }, this.secret, { subject: user.name, expiresIn: '8h' }); }
  verify(token: string): User | null {
    try {
      const { sub, role } = jwt.verify(token, this.secret) as { sub: string; role: Role };
      return { name: sub, role };
    } catch {
      return null;
    }
  }
}
