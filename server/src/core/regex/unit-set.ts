// Sets of code units: what one step of a pattern can consume.

/**
 * Inclusive ranges, flat: `[low, high, low, high, …]`, ascending, neither overlapping nor touching.
 * A unit is one byte where the caller passes byte strings, else one UTF-16 code unit.
 */
export type UnitSet = readonly number[];

export const MAX_UNIT = 0xffff;

export const NO_UNIT: UnitSet = [];
export const ANY_UNIT: UnitSet = [0, MAX_UNIT];

/** The units of a text, as a set. */
export function unitsOf(text: string): UnitSet {
  return union(Array.from({ length: text.length }, (_, i) => single(text.charCodeAt(i))));
}

export function single(unit: number): UnitSet {
  return [unit, unit];
}

/** The only unit of a set; `null` when it has none, or more than one. */
export function onlyUnit(set: UnitSet): number | null {
  const [low, high] = set;
  return set.length === 2 && low !== undefined && low === high ? low : null;
}

export function contains(set: UnitSet, unit: number): boolean {
  for (let i = 0; i < set.length; i += 2) {
    const low = set[i] ?? 0;
    if (unit < low) return false;
    if (unit <= (set[i + 1] ?? low)) return true;
  }
  return false;
}

export function union(sets: readonly UnitSet[]): UnitSet {
  const ranges = sets.flatMap(pairs).sort((a, b) => a.low - b.low);
  const merged: number[] = [];
  for (const { low, high } of ranges) {
    const last = merged[merged.length - 1];
    if (last === undefined || low > last + 1) merged.push(low, high);
    else merged[merged.length - 1] = Math.max(last, high);
  }
  return merged;
}

export function complement(set: UnitSet): UnitSet {
  const rest: number[] = [];
  let from = 0;
  for (const { low, high } of pairs(set)) {
    if (low > from) rest.push(from, low - 1);
    from = high + 1;
  }
  if (from <= MAX_UNIT) rest.push(from, MAX_UNIT);
  return rest;
}

/**
 * The set together with the other case of its ASCII letters. Other letters have no case: PCRE takes cases from
 * the tables of the C locale, unless it is asked for UTF, which nginx does not do.
 */
export function withOtherCase(set: UnitSet): UnitSet {
  return union([set, shifted(set, 0x41, 0x5a, 0x20), shifted(set, 0x61, 0x7a, -0x20)]);
}

/** The part of a set that lies between two units, moved by `by`. */
function shifted(set: UnitSet, from: number, to: number, by: number): UnitSet {
  return pairs(set)
    .map(({ low, high }) => ({ low: Math.max(low, from), high: Math.min(high, to) }))
    .filter(({ low, high }) => low <= high)
    .flatMap(({ low, high }) => [low + by, high + by]);
}

type Range = { readonly low: number; readonly high: number };

function pairs(set: UnitSet): Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < set.length; i += 2) {
    const low = set[i] ?? 0;
    ranges.push({ low, high: set[i + 1] ?? low });
  }
  return ranges;
}
