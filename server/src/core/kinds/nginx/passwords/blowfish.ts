// The cipher Blowfish with the expensive key schedule of bcrypt (N. Provos and D. Mazieres, "A Future-Adaptable Password Scheme").
import { piFraction } from './pi';

const ROUNDS = 16;
const SUBKEYS = ROUNDS + 2;
const BOX = 256;

/** The key-dependent tables of the cipher: subkeys, and four boxes of 256 words one after the other. */
export type Blowfish = { readonly subkeys: Int32Array; readonly boxes: Int32Array };

let initial: Blowfish | null = null;

/** The tables before any key: the fraction of pi, computed once. */
function initialTables(): Blowfish {
  if (initial === null) {
    const pi = piFraction(SUBKEYS + 4 * BOX);
    initial = { subkeys: pi.subarray(0, SUBKEYS), boxes: pi.subarray(SUBKEYS) };
  }
  return initial;
}

/**
 * The key schedule of bcrypt.
 * @param key 18 words that the password is spread over
 * @param salt 4 words
 * @param cost the logarithm to base 2 of how often key and salt are worked in
 */
export function expensiveKeySchedule(key: Int32Array, salt: Int32Array, cost: number): Blowfish {
  const start = initialTables();
  const tables: Blowfish = { subkeys: start.subkeys.slice(), boxes: start.boxes.slice() };
  const nothing = new Int32Array(4);
  const saltAsKey = Int32Array.from({ length: SUBKEYS }, (_, index) => salt[index & 3] ?? 0);
  expandKey(tables, key, salt);
  for (let round = 2 ** cost; round > 0; round--) {
    expandKey(tables, key, nothing);
    expandKey(tables, saltAsKey, nothing);
  }
  return tables;
}

/** Works a key into the subkeys, then replaces all tables by what they make of the salt, block after block. */
function expandKey({ subkeys, boxes }: Blowfish, key: Int32Array, salt: Int32Array): void {
  for (let index = 0; index < SUBKEYS; index++) subkeys[index] = (subkeys[index] ?? 0) ^ (key[index] ?? 0);
  const block = new Int32Array(2);
  let half = 0;
  for (const table of [subkeys, boxes]) {
    for (let index = 0; index < table.length; index += 2) {
      block[0] = (block[0] ?? 0) ^ (salt[half & 2] ?? 0);
      block[1] = (block[1] ?? 0) ^ (salt[(half & 2) + 1] ?? 0);
      half += 2;
      encipher(subkeys, boxes, block, 0);
      table[index] = block[0] ?? 0;
      table[index + 1] = block[1] ?? 0;
    }
  }
}

/** Enciphers the 64-bit block that starts at an index, in place. */
export function encipher(subkeys: Int32Array, boxes: Int32Array, words: Int32Array, at: number): void {
  let left = (words[at] ?? 0) ^ (subkeys[0] ?? 0);
  let right = words[at + 1] ?? 0;
  for (let round = 1; round <= ROUNDS; round += 2) {
    right ^= mix(boxes, left) ^ (subkeys[round] ?? 0);
    left ^= mix(boxes, right) ^ (subkeys[round + 1] ?? 0);
  }
  words[at] = right ^ (subkeys[ROUNDS + 1] ?? 0);
  words[at + 1] = left;
}

function mix(boxes: Int32Array, half: number): number {
  const first = (boxes[half >>> 24] ?? 0) + (boxes[BOX + ((half >>> 16) & 255)] ?? 0);
  return ((first ^ (boxes[2 * BOX + ((half >>> 8) & 255)] ?? 0)) + (boxes[3 * BOX + (half & 255)] ?? 0)) | 0;
}
