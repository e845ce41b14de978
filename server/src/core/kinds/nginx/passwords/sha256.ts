// SHA-256 (FIPS 180-4, section 6.2).
import { paddedWords, wordBytes } from './blocks';
import { cubeRoots, squareRoots } from './roots';

/** The 32 bytes of the SHA-256 digest of a message. */
export function sha256(message: Uint8Array): Uint8Array {
  const padded = paddedWords(message, 64, 'big');
  const state = squareRoots().upper.slice();
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 16) {
    words.set(padded.subarray(block, block + 16));
    extend(words);
    addBlock(state, words);
  }
  return wordBytes(state, 'big');
}

function extend(words: Int32Array): void {
  for (let step = 16; step < 64; step++) {
    const old = words[step - 15] ?? 0;
    const recent = words[step - 2] ?? 0;
    const s0 = turn(old, 7) ^ turn(old, 18) ^ (old >>> 3);
    const s1 = turn(recent, 17) ^ turn(recent, 19) ^ (recent >>> 10);
    words[step] = (words[step - 16] ?? 0) + s0 + (words[step - 7] ?? 0) + s1;
  }
}

function addBlock(state: Int32Array, words: Int32Array): void {
  const { upper } = cubeRoots();
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let step = 0; step < 64; step++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (upper[step] ?? 0) + (words[step] ?? 0)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  const after = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < 8; index++) state[index] = (state[index] ?? 0) + (after[index] ?? 0);
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
