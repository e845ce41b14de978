// The oldest password hash of crypt(3), 13 characters of DES, and bigcrypt, its form for passwords of more than 8 bytes.
import { CRYPT64 } from './base64';
import { encipherZeros } from './des';

const CHUNK = 8;
const MOST_CHUNKS = 16;
const HASH_LENGTH = 13;

/**
 * Hashes a password with the salt of a setting. Of each byte 7 bits count. A setting of more than 13 characters asks for
 * bigcrypt, which hashes every 8 bytes of the password, each with the start of the hash before it as salt; else 8 bytes
 * of the password count.
 * @param setting a hash, or its first two characters
 * @returns the whole hash, or `null` where crypt(3) refuses the salt (libxcrypt, lib/crypt-des.c)
 */
export function desCrypt(password: Uint8Array, setting: string): string | null {
  if (!/^[./0-9A-Za-z]{2}/.test(setting)) return null;
  const chunks = setting.length > HASH_LENGTH ? Math.min(MOST_CHUNKS, Math.ceil(password.length / CHUNK)) : 1;
  let salt = setting.slice(0, 2);
  let hash = salt;
  for (let chunk = 0; chunk < Math.max(1, chunks); chunk++) {
    const digest = hashChunk(password.subarray(CHUNK * chunk, CHUNK * (chunk + 1)), salt);
    hash += digest;
    salt = digest.slice(0, 2);
  }
  return hash;
}

function hashChunk(chunk: Uint8Array, salt: string): string {
  const key = Array.from({ length: 8 * CHUNK }, (_, bit) => {
    const byte = chunk[Math.floor(bit / 8)] ?? 0;
    return ((byte << 1) >> (7 - (bit % 8))) & 1;
  });
  const saltBits = CRYPT64.indexOf(salt.charAt(0)) | (CRYPT64.indexOf(salt.charAt(1)) << 6);
  const swaps = Array.from({ length: 24 }, (_, index) => ((saltBits >> index) & 1) === 1);
  return encode(encipherZeros(key, swaps));
}

/** Writes 64 bits as 11 characters of 6 bits, the last of which ends in two zeros. */
function encode(bits: readonly number[]): string {
  let text = '';
  for (let start = 0; start < bits.length; start += 6) {
    const value = [0, 1, 2, 3, 4, 5].reduce((sum, bit) => 2 * sum + (bits[start + bit] ?? 0), 0);
    text += CRYPT64.charAt(value);
  }
  return text;
}
