// The matcher: backtracking that never comes to the same place twice, and so takes time in proportion to program ×
// input, with Perl's choice of the match: the leftmost one, and of several there the one of the first alternatives.
import { type Ends, holds, optionBehind } from './conditions';
import { EndTables } from './end-tables';
import { type Instruction, matchesUnit, type Program } from './program';
import { Seen } from './seen';

/** Positions of groups: start and end of group n at 2n and 2n + 1, -1 where it took no part. */
export type Slots = Int32Array;

/** Finds the first match of a program in an input, with the positions of `groupCount` groups. */
export function search(program: Program, input: string, groupCount: number, from = 0): Slots | null {
  const walk = new Walk(program, input, new EndTables(input), true);
  const start = firstStart(walk, program, input, from);
  if (start === null) return null;
  const slots = new Int32Array(2 * (groupCount + 1)).fill(-1);
  slots[0] = start;
  slots[1] = walk.position;
  walk.settle(slots);
  return slots;
}

/** Whether a program matches anywhere in an input. */
export function matches(program: Program, input: string): boolean {
  return firstStart(new Walk(program, input, new EndTables(input), false), program, input, 0) !== null;
}

function firstStart(walk: Walk, program: Program, input: string, from: number): number | null {
  const last = program.anchored ? 0 : input.length;
  for (let start = from; start <= last; start++) if (walk.from(start)) return start;
  return null;
}

/** A way that was left for later: the instruction and the position, and what else was so then. */
const WAY_LENGTH = 4;

/**
 * Walks of one program through one input. They share what was seen, since what failed fails again wherever the
 * match began.
 *
 * A loop ends with a round that matched nothing. So a place is an instruction, a position, and for each loop that may
 * match nothing whether its round has matched something. Of nested ones, an outer round has if an inner one has: it
 * is enough to count, from the outermost, those that have. This is the level; a unit raises it to the full depth,
 * and a new round lowers it.
 */
class Walk {
  position = 0;
  private at = 0;
  private level = 0;
  private readonly seen: Seen;
  private readonly waiting: number[] = [];
  /** Where positions are noted: instructions on the way so far, each with the position there. */
  private readonly trail: number[] = [];
  private readonly notes: boolean;

  constructor(
    private readonly program: Program,
    private readonly input: string,
    private readonly ends: Ends,
    wantsPositions: boolean,
  ) {
    this.seen = new Seen(input.length + 1);
    this.notes = wantsPositions && program.captures;
  }

  /** Looks for a match from a position; on success, `position` is where it ends. */
  from(start: number): boolean {
    const { instructions, entry } = this.program;
    this.waiting.length = 0;
    this.trail.length = 0;
    this.at = entry;
    this.position = start;
    this.level = 0;
    for (;;) {
      const instruction = this.isNew() ? instructions[this.at] : undefined;
      if (instruction?.kind === 'accept') return true;
      if ((instruction === undefined || !this.step(instruction)) && !this.turnBack()) return false;
    }
  }

  /** Writes the positions of the groups of the match that was found. */
  settle(slots: Slots): void {
    for (let i = 0; i < this.trail.length; i += 2) {
      const instruction = this.program.instructions[this.trail[i] ?? 0];
      const position = this.trail[i + 1] ?? 0;
      if (instruction?.kind === 'save') slots[instruction.slot] = position;
      else if (instruction?.kind === 'behind') {
        const option = optionBehind(instruction, position, this.ends);
        if (option !== null) this.settleInner(option.program, option.start, slots);
      } else if (instruction?.kind === 'ahead' || instruction?.kind === 'atomic') {
        this.settleInner(instruction.program, position, slots);
      }
    }
  }

  private settleInner(program: Program, start: number, slots: Slots): void {
    if (!program.captures) return;
    const walk = new Walk(program, this.input, this.ends, true);
    if (walk.from(start)) walk.settle(slots);
  }

  /** Whether nobody has been here before. */
  private isNew(): boolean {
    const joint = this.program.joints[this.at] ?? -1;
    return joint < 0 || this.seen.add(joint * (this.program.depth + 1) + this.level, this.position);
  }

  /** Follows an instruction; `false` where that is not possible. */
  private step(instruction: Instruction): boolean {
    switch (instruction.kind) {
      case 'accept':
        return true;
      case 'set':
        if (this.position >= this.input.length) return false;
        if (!matchesUnit(instruction.set, this.input.charCodeAt(this.position))) return false;
        return this.leap(this.position + 1, instruction.next);
      case 'split':
        return this.choose(instruction.ways);
      case 'round':
        this.level = Math.min(this.level, instruction.depth - 1);
        break;
      case 'again':
        if (this.level >= instruction.depth) return this.choose(instruction.ways);
        break;
      case 'save':
        this.note();
        break;
      case 'atomic': {
        const end = this.ends.of(instruction.program)[this.position] ?? -1;
        if (end < 0) return false;
        if (instruction.program.captures) this.note();
        return this.leap(end, instruction.next);
      }
      case 'assert':
      case 'ahead':
      case 'behind':
        if (!holds(instruction, this.input, this.position, this.ends)) return false;
        if (instruction.kind !== 'assert' && !instruction.negative) this.note();
        break;
    }
    this.at = instruction.next;
    return true;
  }

  private leap(position: number, next: number): boolean {
    if (position > this.position) this.level = this.program.depth;
    this.position = position;
    this.at = next;
    return true;
  }

  private choose(ways: readonly number[]): boolean {
    for (let i = ways.length - 1; i > 0; i--) {
      this.waiting.push(ways[i] ?? 0, this.position, this.level, this.trail.length);
    }
    this.at = ways[0] ?? 0;
    return ways.length > 0;
  }

  /** Goes back to the way that was left for later last; `false` where there is none. */
  private turnBack(): boolean {
    if (this.waiting.length < WAY_LENGTH) return false;
    this.trail.length = this.waiting.pop() ?? 0;
    this.level = this.waiting.pop() ?? 0;
    this.position = this.waiting.pop() ?? 0;
    this.at = this.waiting.pop() ?? 0;
    return true;
  }

  private note(): void {
    if (this.notes) this.trail.push(this.at, this.position);
  }
}
