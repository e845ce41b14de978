// The program that a pattern is compiled to, and its instructions.
import type { Assertion } from './tree';
import { contains, type UnitSet } from './unit-set';

/** Instructions name the one that comes next by its index in the program. */
export type Instruction =
  | { readonly kind: 'set'; readonly set: SetTest; readonly next: number }
  /** Ways to go on, the preferred one first. */
  | { readonly kind: 'split'; readonly ways: readonly number[] }
  /** Begins a round of a loop that may match nothing; `depth` counts such loops from the outermost, 1. */
  | { readonly kind: 'round'; readonly depth: number; readonly next: number }
  /** Ends such a round: on by one of the ways, one of which is another round; or by `next`, if this one matched nothing. */
  | {
      readonly kind: 'again';
      readonly depth: number;
      readonly ways: readonly number[];
      readonly next: number;
    }
  /** Notes a position: of the start (2n) or the end (2n + 1) of the group n. */
  | { readonly kind: 'save'; readonly slot: number; readonly next: number }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'ahead'; readonly program: Program; readonly negative: boolean; readonly next: number }
  /** Its options have a fixed length each, so that each can be tried from where it must start. */
  | {
      readonly kind: 'behind';
      readonly options: readonly { readonly program: Program; readonly length: number }[];
      readonly negative: boolean;
      readonly next: number;
    }
  | { readonly kind: 'atomic'; readonly program: Program; readonly next: number }
  | { readonly kind: 'accept' };

/** A set, with a bit for each unit below 256. */
export type SetTest = { readonly units: UnitSet; readonly low: Uint32Array };

export type Program = {
  readonly instructions: readonly Instruction[];
  readonly entry: number;
  /** How deep loops that may match nothing are nested. */
  readonly depth: number;
  /**
   * For each instruction its number among those that more than one way leads to, or -1. To remember only these is
   * enough never to do the same twice: to any other there is one way only, and that comes from one of them.
   */
  readonly joints: Int32Array;
  readonly jointCount: number;
  /** Whether it notes positions, itself or in a program that it calls. */
  readonly captures: boolean;
  /** Whether it can only match at the start of the input. */
  readonly anchored: boolean;
};

export function matchesUnit(set: SetTest, unit: number): boolean {
  if (unit < 256) return (((set.low[unit >> 5] ?? 0) >> (unit & 31)) & 1) === 1;
  return contains(set.units, unit);
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
