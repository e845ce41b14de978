// The constants of SHA-256 and SHA-512: the first bits of the square and cube roots of primes (FIPS 180-4, 4.2 and 5.3).

/** The 32-bit words of 64-bit constants, the upper half of each before its lower half. */
export type Constants = { readonly upper: Int32Array; readonly lower: Int32Array };

let squares: Constants | null = null;
let cubes: Constants | null = null;

/** The fractions of the square roots of the first 8 primes, 64 bits each. */
export function squareRoots(): Constants {
  squares ??= constants(2, 8);
  return squares;
}

/** The fractions of the cube roots of the first 80 primes, 64 bits each. */
export function cubeRoots(): Constants {
  cubes ??= constants(3, 80);
  return cubes;
}

function constants(degree: 2 | 3, count: number): Constants {
  const fractions = primes(count).map((prime) => {
    return BigInt.asUintN(64, integerRoot(BigInt(prime) << BigInt(64 * degree), degree));
  });
  return {
    upper: Int32Array.from(fractions, (bits) => Number(bits >> 32n)),
    lower: Int32Array.from(fractions, (bits) => Number(bits & 0xffffffffn)),
  };
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

/** The integer part of the root of a number, by halving the range that it lies in. */
function integerRoot(number: bigint, degree: 2 | 3): bigint {
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= number) low = middle;
    else high = middle;
  }
  return low;
}
