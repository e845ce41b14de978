// The cipher DES (FIPS 46-3) as crypt(3) uses it: on a block of zeros, 25 times over, with a salt in the expansion.
// It works on arrays of bits: a password takes a millisecond or two, and the code reads like the standard.

/** Bits, the most significant first, each 0 or 1. */
export type Bits = readonly number[];

const table = (numbers: string): readonly number[] => numbers.split(' ').map((number) => Number(number) - 1);

const KEY_CHOICE_1 = table(
  '57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36 ' +
    '63 55 47 39 31 23 15 7 62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4',
);
const KEY_CHOICE_2 = table(
  '14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2 ' +
    '41 52 31 37 47 55 30 40 51 45 33 48 44 49 39 56 34 53 46 42 50 36 29 32',
);
const KEY_TURNS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1] as const;
const AFTER_BOXES = table(
  '16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10 2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25',
);

/** The eight S-boxes, each 4 rows of 16 hexadecimal digits. */
const BOXES = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
].map((rows) => rows.split(' '));

/** Each half-byte of the right half with its two neighbours: 8 groups of 6 bits. */
const EXPANSION = Array.from(
  { length: 48 },
  (_, index) => (4 * Math.floor(index / 6) + (index % 6) + 31) % 32,
);

/** The inverse of the initial permutation: row by row, bits of the columns 40, 8, 48, 16, 56, 24, 64, 32. */
const FINAL = Array.from({ length: 64 }, (_, index) => {
  const column = [39, 7, 47, 15, 55, 23, 63, 31][index % 8] ?? 0;
  return column - Math.floor(index / 8);
});

/**
 * Enciphers a block of zeros 25 times under a key.
 * @param key 64 bits, of which every eighth is ignored
 * @param swaps for each of the first 24 bits of the expansion whether it changes places with the one 24 bits on
 * @returns 64 bits
 */
export function encipherZeros(key: Bits, swaps: readonly boolean[]): Bits {
  const subkeys = keySchedule(key);
  const expansion = EXPANSION.map((source, index) => {
    return swaps[index % 24] ? (EXPANSION[(index + 24) % 48] ?? 0) : source;
  });
  let left: Bits = new Array<number>(32).fill(0);
  let right = left;
  for (let time = 0; time < 25; time++) {
    for (const subkey of subkeys) [left, right] = [right, xor(left, scramble(right, subkey, expansion))];
    [left, right] = [right, left];
  }
  return choose([...left, ...right], FINAL);
}

function keySchedule(key: Bits): readonly Bits[] {
  let halves = choose(key, KEY_CHOICE_1);
  return KEY_TURNS.map((turn) => {
    const [left, right] = [halves.slice(0, 28), halves.slice(28)];
    halves = [...left.slice(turn), ...left.slice(0, turn), ...right.slice(turn), ...right.slice(0, turn)];
    return choose(halves, KEY_CHOICE_2);
  });
}

/** The cipher function f of the standard. */
function scramble(right: Bits, subkey: Bits, expansion: readonly number[]): Bits {
  const input = xor(choose(right, expansion), subkey);
  const output = BOXES.flatMap((rows, box) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = input.slice(6 * box, 6 * box + 6);
    const digit = Number.parseInt(rows[2 * a + f]?.charAt(8 * b + 4 * c + 2 * d + e) ?? '0', 16);
    return [digit >> 3, (digit >> 2) & 1, (digit >> 1) & 1, digit & 1];
  });
  return choose(output, AFTER_BOXES);
}

function choose(bits: Bits, places: readonly number[]): Bits {
  return places.map((place) => bits[place] ?? 0);
}

function xor(a: Bits, b: Bits): Bits {
  return a.map((bit, index) => bit ^ (b[index] ?? 0));
}
