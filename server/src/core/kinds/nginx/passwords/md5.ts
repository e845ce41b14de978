// MD5 (RFC 1321).
import { paddedWords, wordBytes } from './blocks';

const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** The 64 steps of a block (RFC 1321, section 3.4): which word each takes, what it adds, by how many bits it turns. */
const WORDS = Uint8Array.from({ length: 64 }, (_, step) => {
  return ([step, 5 * step + 1, 3 * step + 5, 7 * step][step >> 4] ?? 0) & 15;
});
const SINES = Int32Array.from(WORDS, (_, step) => Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1))));
const BITS = Uint8Array.from(WORDS, (_, step) => TURNS[step >> 4]?.[step & 3] ?? 0);

/** The 16 bytes of the MD5 digest of a message. */
export function md5(message: Uint8Array): Uint8Array {
  const words = paddedWords(message, 64, 'little');
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) addBlock(state, words.subarray(block, block + 16));
  return wordBytes(state, 'little');
}

function addBlock(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const sum = (a + mix(step, b, c, d) + (words[WORDS[step] ?? 0] ?? 0) + (SINES[step] ?? 0)) | 0;
    const bits = BITS[step] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << bits) | (sum >>> (32 - bits)))) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
}

/** The functions F, G, H and I of RFC 1321. */
function mix(step: number, b: number, c: number, d: number): number {
  if (step < 16) return (b & c) | (~b & d);
  if (step < 32) return (b & d) | (c & ~d);
  if (step < 48) return b ^ c ^ d;
  return c ^ (b | ~d);
}
