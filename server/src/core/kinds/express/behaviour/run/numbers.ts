// Numbers that the language has a name for.

const NUMBERS: Readonly<Record<string, number>> = {
  EPSILON: Number.EPSILON,
  MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
  MAX_VALUE: Number.MAX_VALUE,
  MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
  NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
  POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
};

/** What `Number.MAX_SAFE_INTEGER` and the like are; `null` for other paths of globals. */
export function namedNumber([of, name = '', ...more]: readonly string[]): number | null {
  return of === 'Number' && more.length === 0 && Object.hasOwn(NUMBERS, name)
    ? (NUMBERS[name] ?? null)
    : null;
}
