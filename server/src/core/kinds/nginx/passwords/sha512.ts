// SHA-512 (FIPS 180-4, section 6.4), each 64-bit word as two halves, since BigInt would be twenty times slower.
import { paddedWords, wordBytes } from './blocks';
import { type Constants, cubeRoots, squareRoots } from './roots';

/** Words of 64 bits: the upper half of each at an even index, the lower half after it. */
type Halves = Int32Array;

/** The 64 bytes of the SHA-512 digest of a message. */
export function sha512(message: Uint8Array): Uint8Array {
  const padded = paddedWords(message, 128, 'big');
  const { upper, lower } = squareRoots();
  const state = Int32Array.from({ length: 16 }, (_, index) => {
    return (index % 2 === 0 ? upper : lower)[index >> 1] ?? 0;
  });
  const words = new Int32Array(160);
  for (let block = 0; block < padded.length; block += 32) {
    words.set(padded.subarray(block, block + 32));
    extend(words);
    addBlock(state, words);
  }
  return wordBytes(state, 'big');
}

function extend(words: Halves): void {
  for (let at = 32; at < 160; at += 2) {
    const [oldUpper, oldLower] = [words[at - 30] ?? 0, words[at - 29] ?? 0];
    const [newUpper, newLower] = [words[at - 4] ?? 0, words[at - 3] ?? 0];
    const s0Upper = turn(oldUpper, oldLower, 1) ^ turn(oldUpper, oldLower, 8) ^ (oldUpper >>> 7);
    const s0Lower = turn(oldLower, oldUpper, 1) ^ turn(oldLower, oldUpper, 8) ^ turn(oldLower, oldUpper, 7);
    const s1Upper = turn(newUpper, newLower, 19) ^ turn(newLower, newUpper, 29) ^ (newUpper >>> 6);
    const s1Lower = turn(newLower, newUpper, 19) ^ turn(newUpper, newLower, 29) ^ turn(newLower, newUpper, 6);
    const low = unsigned(words[at - 31]) + unsigned(s0Lower) + unsigned(words[at - 13]) + unsigned(s1Lower);
    words[at] = (words[at - 32] ?? 0) + s0Upper + (words[at - 14] ?? 0) + s1Upper + carry(low);
    words[at + 1] = low;
  }
}

function addBlock(state: Halves, words: Halves): void {
  const v = state.slice();
  const roots = cubeRoots();
  for (let step = 0; step < 80; step++) round(v, roots, step, words[2 * step] ?? 0, words[2 * step + 1] ?? 0);
  for (let at = 0; at < 16; at += 2) {
    const low = unsigned(state[at + 1]) + unsigned(v[at + 1]);
    state[at] = (state[at] ?? 0) + (v[at] ?? 0) + carry(low);
    state[at + 1] = low;
  }
}

/** One round on the eight words a to h, which then move up by one. */
function round(v: Halves, roots: Constants, step: number, wordUpper: number, wordLower: number): void {
  const [aU, aL, bU, bL] = [v[0] ?? 0, v[1] ?? 0, v[2] ?? 0, v[3] ?? 0];
  const [cU, cL, dU, dL] = [v[4] ?? 0, v[5] ?? 0, v[6] ?? 0, v[7] ?? 0];
  const [eU, eL, fU, fL] = [v[8] ?? 0, v[9] ?? 0, v[10] ?? 0, v[11] ?? 0];
  const [gU, gL, hU, hL] = [v[12] ?? 0, v[13] ?? 0, v[14] ?? 0, v[15] ?? 0];
  const s1U = turn(eU, eL, 14) ^ turn(eU, eL, 18) ^ turn(eL, eU, 9);
  const s1L = turn(eL, eU, 14) ^ turn(eL, eU, 18) ^ turn(eU, eL, 9);
  const choiceL = (eL & fL) ^ (~eL & gL);
  const choiceU = (eU & fU) ^ (~eU & gU);
  const constantL = unsigned(roots.lower[step]);
  const low1 = unsigned(hL) + unsigned(s1L) + unsigned(choiceL) + constantL + unsigned(wordLower);
  const t1U = (hU + s1U + choiceU + (roots.upper[step] ?? 0) + wordUpper + carry(low1)) | 0;
  const s0U = turn(aU, aL, 28) ^ turn(aL, aU, 2) ^ turn(aL, aU, 7);
  const s0L = turn(aL, aU, 28) ^ turn(aU, aL, 2) ^ turn(aU, aL, 7);
  const majorityU = (aU & bU) ^ (aU & cU) ^ (bU & cU);
  const majorityL = (aL & bL) ^ (aL & cL) ^ (bL & cL);
  v.copyWithin(2, 0, 14);
  const lowE = unsigned(dL) + unsigned(low1 | 0);
  v[8] = dU + t1U + carry(lowE);
  v[9] = lowE;
  const lowA = unsigned(low1 | 0) + unsigned(s0L) + unsigned(majorityL);
  v[0] = t1U + s0U + majorityU + carry(lowA);
  v[1] = lowA;
}

/** One half of a 64-bit word turned right by fewer than 32 bits: `half` itself, filled up from the other half. */
function turn(half: number, other: number, bits: number): number {
  return (half >>> bits) | (other << (32 - bits));
}

function unsigned(half: number | undefined): number {
  return (half ?? 0) >>> 0;
}

/** What a sum of lower halves adds to the upper halves. */
function carry(sum: number): number {
  return Math.floor(sum / 2 ** 32);
}
