// The MD5 password hash of FreeBSD: `$1$` of crypt(3), and `$apr1$` of Apache, which differs in the magic alone.
import { crypt64 } from './base64';
import { bytesOf, concat, cycle } from './bytes';
import { md5 } from './md5';

const ROUNDS = 1000;

/** The triples of the digest's bytes as they are written, 24 bits each. */
const ORDER = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

/**
 * Hashes a password with the salt of a setting.
 * @param setting a hash, or its beginning up to the salt, as a byte string; at most 8 bytes of the salt count
 * @returns the whole hash: magic, salt and digest
 * (src/core/ngx_crypt.c, ngx_crypt_apr1; libxcrypt, lib/crypt-md5.c)
 */
export function md5Crypt(password: Uint8Array, setting: string, magic: '$1$' | '$apr1$'): string {
  const salt = setting.slice(magic.length).split('$', 1)[0]?.slice(0, 8) ?? '';
  return `${magic}${salt}$${encode(stretch(password, bytesOf(salt), bytesOf(magic)))}`;
}

function stretch(password: Uint8Array, salt: Uint8Array, magic: Uint8Array): Uint8Array {
  const inner = md5(concat(password, salt, password));
  let digest = md5(concat(password, magic, salt, cycle(inner, password.length), lengthBits(password)));
  for (let round = 0; round < ROUNDS; round++) {
    const odd = round % 2 === 1;
    const parts = [odd ? password : digest];
    if (round % 3 !== 0) parts.push(salt);
    if (round % 7 !== 0) parts.push(password);
    parts.push(odd ? digest : password);
    digest = md5(concat(...parts));
  }
  return digest;
}

/** For each bit of the password's length, lowest first: NUL for a one, the password's first byte for a zero. */
function lengthBits(password: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (let bits = password.length; bits > 0; bits >>= 1) bytes.push(bits & 1 ? 0 : (password[0] ?? 0));
  return Uint8Array.from(bytes);
}

function encode(digest: Uint8Array): string {
  const byte = (index: number) => digest[index] ?? 0;
  const triples = ORDER.map(([a, b, c]) => crypt64((byte(a) << 16) | (byte(b) << 8) | byte(c), 4));
  return triples.join('') + crypt64(byte(11), 2);
}
