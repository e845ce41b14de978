// The password hash bcrypt: `$2a$`, `$2b$` and `$2y$` of crypt(3).
import { decodeBase64, encodeBase64 } from './base64';
import { wordBytes } from './blocks';
import { encipher, expensiveKeySchedule } from './blowfish';
import { bytesOf } from './bytes';

/** bcrypt's base64 has this alphabet, no padding, and otherwise the usual order of bits. */
const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const USUAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const SETTING = /^\$2[abxy]\$(\d\d)\$([./A-Za-z0-9]{22})/;
const MAGIC_TEXT = 'OrpheanBeholderScryDoubt';
const KEY_WORDS = 18;
const HASH_BYTES = 23;

/** The cost that a setting asks for; `null` where crypt(3) refuses the setting (libxcrypt, lib/crypt-bcrypt.c). */
export function bcryptCost(setting: string): number | null {
  const cost = Number(SETTING.exec(setting)?.[1] ?? Number.NaN);
  return cost >= 4 && cost <= 31 ? cost : null;
}

/**
 * Hashes a password with the cost and salt of a setting. Of the password 72 bytes count.
 * @param setting a hash, or its beginning up to the salt, as a byte string
 * @returns the whole hash, or `null` where crypt(3) refuses the setting
 */
export function bcrypt(password: Uint8Array, setting: string): string | null {
  const cost = bcryptCost(setting);
  const salt = decodeBase64(translate(SETTING.exec(setting)?.[2] ?? '', ALPHABET, USUAL));
  if (cost === null || salt === null) return null;
  const { subkeys, boxes } = expensiveKeySchedule(
    spread(withNul(password), KEY_WORDS),
    spread(salt, 4),
    cost,
  );
  const text = spread(bytesOf(MAGIC_TEXT), 6);
  for (let block = 0; block < 6; block += 2) {
    for (let round = 0; round < 64; round++) encipher(subkeys, boxes, text, block);
  }
  return setting.slice(0, 7) + encode(salt) + encode(wordBytes(text, 'big').subarray(0, HASH_BYTES));
}

function withNul(password: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(password.length + 1);
  bytes.set(password);
  return bytes;
}

/** Bytes as big-endian words, repeated to fill them. */
function spread(bytes: Uint8Array, words: number): Int32Array {
  return Int32Array.from({ length: words }, (_, word) => {
    const byte = (index: number) => bytes[(4 * word + index) % bytes.length] ?? 0;
    return (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
  });
}

function encode(bytes: Uint8Array): string {
  return translate(encodeBase64(bytes).replace(/=+$/, ''), USUAL, ALPHABET);
}

function translate(text: string, from: string, to: string): string {
  return Array.from(text, (character) => to.charAt(from.indexOf(character))).join('');
}
