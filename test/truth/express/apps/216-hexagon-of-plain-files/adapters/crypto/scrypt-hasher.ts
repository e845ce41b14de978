import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Hasher } from '../../core/ports.js';

const scrypt = promisify(scryptCallback) as (plain: string, salt: string, length: number) => Promise<Buffer>;

export class ScryptHasher implements Hasher {
  async hash(plain: string): Promise<string> {
    const salt = randomBytes(8).toString('hex');
    return `${salt}:${(await scrypt(plain, salt, 32)).toString('hex')}`;
  }

  async matches(plain: string, stored: string): Promise<boolean> {
    const [salt = '', hash = ''] = stored.split(':');
    const given = await scrypt(plain, salt, 32);
    const expected = Buffer.from(hash, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
