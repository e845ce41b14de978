// SHA-1 (FIPS 180-4, section 6.1).
import { paddedWords, wordBytes } from './blocks';

const CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

/** The 20 bytes of the SHA-1 digest of a message. */
export function sha1(message: Uint8Array): Uint8Array {
  const words = paddedWords(message, 64, 'big');
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  for (let block = 0; block < words.length; block += 16) addBlock(state, words.subarray(block, block + 16));
  return wordBytes(state, 'big');
}

function addBlock(state: Int32Array, block: Int32Array): void {
  const words = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let step = 0; step < 80; step++) {
    const round = Math.floor(step / 20);
    const next = (turn(a, 5) + mix(round, b, c, d) + e + (words[step] ?? 0) + (CONSTANTS[round] ?? 0)) | 0;
    e = d;
    d = c;
    c = turn(b, 30);
    b = a;
    a = next;
  }
  const after = [a, b, c, d, e];
  state.set(state.map((word, index) => word + (after[index] ?? 0)));
}

function schedule(block: Int32Array): Int32Array {
  const words = new Int32Array(80);
  words.set(block);
  const word = (index: number) => words[index] ?? 0;
  for (let step = 16; step < 80; step++) {
    words[step] = turn(word(step - 3) ^ word(step - 8) ^ word(step - 14) ^ word(step - 16), 1);
  }
  return words;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) ^ (~b & d);
  if (round === 2) return (b & c) ^ (b & d) ^ (c & d);
  return b ^ c ^ d;
}

function turn(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
