// The SHA-256 and SHA-512 password hashes `$5$` and `$6$` of crypt(3) (U. Drepper, "Unix crypt using SHA-256 and SHA-512").
import { crypt64 } from './base64';
import { bytesOf, concat, cycle } from './bytes';
import { sha256 } from './sha256';
import { sha512 } from './sha512';

const DEFAULT_ROUNDS = 5000;
const LONGEST_SALT = 16;

/** The number of rounds that a setting asks for; `null` where crypt(3) refuses the number (libxcrypt, lib/crypt-sha512.c). */
export function shaCryptRounds(setting: string): number | null {
  const given = /^\$[56]\$rounds=/.test(setting);
  if (!given) return DEFAULT_ROUNDS;
  const rounds = Number(/^\$[56]\$rounds=([1-9]\d{3,8})\$/.exec(setting)?.[1] ?? Number.NaN);
  return Number.isNaN(rounds) ? null : rounds;
}

/**
 * Hashes a password with the salt and rounds of a setting.
 * @param setting a hash, or its beginning up to the salt, as a byte string; at most 16 bytes of the salt count
 * @returns the whole hash, or `null` where crypt(3) refuses the setting
 */
export function shaCrypt(password: Uint8Array, setting: string, magic: '$5$' | '$6$'): string | null {
  const rounds = shaCryptRounds(setting);
  if (rounds === null) return null;
  const named = /^\$[56]\$(rounds=\d+\$)?/.exec(setting)?.[1] ?? '';
  const rest = setting.slice(magic.length + named.length);
  const salt = rest.split('$', 1)[0]?.slice(0, LONGEST_SALT) ?? '';
  const digest = stretch(password, bytesOf(salt), rounds, magic === '$5$' ? sha256 : sha512);
  return `${magic}${named}${salt}$${encode(digest)}`;
}

function stretch(
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  hash: (message: Uint8Array) => Uint8Array,
): Uint8Array {
  const inner = hash(concat(password, salt, password));
  const bits = lengthBits(password.length).map((bit) => (bit ? inner : password));
  let digest = hash(concat(password, salt, cycle(inner, password.length), ...bits));
  const repeated = Array.from(password, () => password);
  const passwordBytes = cycle(hash(concat(...repeated)), password.length);
  const salts = Array.from({ length: 16 + (digest[0] ?? 0) }, () => salt);
  const saltBytes = cycle(hash(concat(...salts)), salt.length);
  for (let round = 0; round < rounds; round++) {
    const odd = round % 2 === 1;
    const parts = [odd ? passwordBytes : digest];
    if (round % 3 !== 0) parts.push(saltBytes);
    if (round % 7 !== 0) parts.push(passwordBytes);
    parts.push(odd ? digest : passwordBytes);
    digest = hash(concat(...parts));
  }
  return digest;
}

/** The bits of a length, lowest first. */
function lengthBits(length: number): boolean[] {
  return length === 0 ? [] : [...length.toString(2)].reverse().map((bit) => bit === '1');
}

/**
 * Writes the digest's bytes in triples. The first triple takes one byte from each third of the digest; every other takes
 * the bytes after those of the triple before it, turned by one place, to the left for SHA-512 and to the right for SHA-256.
 */
function encode(digest: Uint8Array): string {
  const byte = (index: number) => digest[index] ?? 0;
  const third = Math.floor(digest.length / 3);
  let [a, b, c] = [0, third, 2 * third];
  let text = '';
  for (let triple = 0; triple < third; triple++) {
    text += crypt64((byte(a) << 16) | (byte(b) << 8) | byte(c), 4);
    [a, b, c] = digest.length === 64 ? [b + 1, c + 1, a + 1] : [c + 1, a + 1, b + 1];
  }
  return text + (digest.length === 64 ? crypt64(byte(63), 2) : crypt64((byte(31) << 8) | byte(30), 3));
}
