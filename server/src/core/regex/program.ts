// The program that a pattern is compiled to, and its instructions.
import type { Assertion } from './tree';
import type { UnitSet } from './unit-set';

/** Instructions name the one that comes next by its index in the program. */
export type Instruction =
  | { readonly kind: 'set'; readonly set: SetTest; readonly next: number }
  /** Ways to go on, the preferred one first. */
  | { readonly kind: 'split'; readonly ways: readonly number[] }
  /** Notes the position: of the start (2n) or the end (2n + 1) of the group n. */
  | { readonly kind: 'save'; readonly slot: number; readonly next: number }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'ahead'; readonly program: number; readonly negative: boolean; readonly next: number }
  /** Its options all have a fixed length, so that each can be tried from where it must start. */
  | {
      readonly kind: 'behind';
      readonly options: readonly { readonly program: number; readonly length: number }[];
      readonly negative: boolean;
      readonly next: number;
    }
  | { readonly kind: 'atomic'; readonly program: number; readonly next: number }
  | { readonly kind: 'accept' };

/** A set, with a bit for each unit below 256. */
export type SetTest = { readonly units: UnitSet; readonly low: Uint32Array };

export type Program = {
  readonly instructions: readonly Instruction[];
  readonly entry: number;
  /** The programs of its look-arounds and atomic groups. */
  readonly programs: readonly Program[];
  /** Whether it can only match at the start of the input. */
  readonly anchored: boolean;
  /** Whether a match notes positions. */
  readonly captures: boolean;
};

export function matchesUnit(set: SetTest, unit: number): boolean {
  if (unit < 256) return (((set.low[unit >> 5] ?? 0) >> (unit & 31)) & 1) === 1;
  return containsHigh(set.units, unit);
}

export function setTest(units: UnitSet): SetTest {
  const low = new Uint32Array(8);
  for (let i = 0; i < units.length; i += 2) {
    const last = Math.min(units[i + 1] ?? 0, 255);
    for (let unit = units[i] ?? 0; unit <= last; unit++)
      low[unit >> 5] = (low[unit >> 5] ?? 0) | (1 << (unit & 31));
  }
  return { units, low };
}

/** Binary search, as a class of scripts may have hundreds of ranges. */
function containsHigh(units: UnitSet, unit: number): boolean {
  let from = 0;
  let to = units.length / 2;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (unit < (units[2 * middle] ?? 0)) to = middle;
    else if (unit > (units[2 * middle + 1] ?? 0)) from = middle + 1;
    else return true;
  }
  return false;
}
