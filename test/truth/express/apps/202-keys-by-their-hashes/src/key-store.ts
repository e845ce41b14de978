import { createHash, timingSafeEqual } from 'crypto';
import { Unauthorized } from './errors';

interface Key { id: string; secret: string; scopes: string[] }
const sha = (s: string) => createHash('sha256').update(s).digest();

export class KeyStore {
  readonly #rows: Array<{ id: string; hash: Buffer; scopes: Set<string> }>;

  constructor(keys: Key[]) {
    this.#rows = keys.map(({ id, secret, scopes }) => ({ id, hash: sha(secret), scopes: new Set(scopes) }));
  }

  async lookup(header: string | undefined) {
    if (!header) throw new Unauthorized('An API key is needed');
    const presented = sha(header);
    const row = this.#rows.find(({ hash }) => timingSafeEqual(hash, presented));
    if (!row) throw new Unauthorized('This API key is not known');
    return row;
  }
}
