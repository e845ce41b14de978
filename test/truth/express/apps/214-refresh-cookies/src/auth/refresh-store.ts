import { randomBytes } from 'node:crypto';
import { AppError } from '../shared/errors.js';

interface Family { readonly user: string; current: string }

class RefreshStore {
  #families = new Map<string, Family>();

  start(user: string): string {
    const family = randomBytes(8).toString('hex');
    const current = randomBytes(16).toString('hex');
    this.#families.set(family, { user, current });
    return `${family}.${current}`;
  }

  rotate(token: string): { user: string; refresh: string } {
    const [id = '', secret = ''] = token.split('.');
    const family = this.#families.get(id);
    if (!family) throw new AppError('UNAUTHENTICATED');
    if (family.current !== secret) {
      this.#families.delete(id);
      throw new AppError('REUSED', 'refresh token was used before');
    }
    family.current = randomBytes(16).toString('hex');
    return { user: family.user, refresh: `${id}.${family.current}` };
  }
}

export const refreshStore = new RefreshStore();
