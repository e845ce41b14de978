// The digits of pi in base 2, from which Blowfish takes its tables.

/**
 * The first bits of the fraction of pi as 32-bit words, by the series of D. V. and G. V. Chudnovsky, each term of which
 * gives 47 bits. It is computed, not pasted: that takes some milliseconds once, and no one has to trust 4 KB of digits.
 */
export function piFraction(words: number): Int32Array {
  const guard = 64;
  const bits = 32 * words + guard;
  const one = 1n << BigInt(bits);
  let term = one;
  let sum = 13_591_409n * one;
  for (let k = 1; term !== 0n; k++) {
    const numerator = BigInt(6 * k - 5) * BigInt(2 * k - 1) * BigInt(6 * k - 1);
    term = (-term * numerator) / (BigInt(k) ** 3n * 10_939_058_860_032_000n);
    sum += (13_591_409n + 545_140_134n * BigInt(k)) * term;
  }
  const pi = (426_880n * squareRoot(10_005n << BigInt(2 * bits)) * one) / sum;
  return Int32Array.from({ length: words }, (_, index) => {
    return Number(BigInt.asUintN(32, pi >> BigInt(bits - 32 * (index + 1))));
  });
}

/** The integer part of a square root, by Newton's method from above. */
function squareRoot(number: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(number.toString(16).length * 2));
  for (;;) {
    const next = (root + number / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
