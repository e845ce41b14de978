// The matcher: backtracking that never comes to the same instruction at the same position twice, and so takes time
// proportional to program × input, with Perl's choice of the match (leftmost, first alternative first).
import { WORD_UNITS } from './escapes';
import { matchesUnit, type Program } from './program';
import type { Assertion } from './tree';
import { contains } from './unit-set';

/** Positions of groups: start and end of group n at 2n and 2n + 1, -1 where it took no part. */
export type Slots = Int32Array;

/** Finds the first match of a program in an input; `slots` gets the positions. */
export function search(program: Program, input: string, slotCount: number): Slots | null {
  const run = new Run(program, input, slotCount);
  const last = program.anchored ? 0 : input.length;
  for (let start = 0; start <= last; start++) {
    const slots = new Int32Array(slotCount).fill(-1);
    const end = run.from(start, slots);
    if (end < 0) continue;
    if ((slots[0] ?? -1) < 0) slots[0] = start;
    slots[1] = end;
    return slots;
  }
  return null;
}

/** What an alternative that is left for later restores: an instruction to go on at, or a slot's old value. */
const RESTORE = -1;

/** The runs of one program over one input: they share what was visited, since a place that failed fails again. */
class Run {
  private readonly visited: Uint32Array;
  private readonly inner: (Inner | null)[];

  constructor(
    private readonly program: Program,
    private readonly input: string,
    private readonly slotCount: number,
  ) {
    const places = program.instructions.length * (input.length + 1);
    this.visited = new Uint32Array((places >> 5) + 1);
    this.inner = program.programs.map(() => null);
  }

  /** Matches from a position; the end of the match, or -1. Positions of groups are left in `slots`. */
  from(start: number, slots: Slots): number {
    const { instructions, entry } = this.program;
    const stack: number[] = [entry, start];
    while (stack.length > 0) {
      let at = stack.pop() ?? 0;
      let pc = stack.pop() ?? 0;
      if (pc === RESTORE) {
        slots[at] = stack.pop() ?? -1;
        continue;
      }
      for (;;) {
        if (this.isVisited(pc, at)) break;
        const instruction = instructions[pc];
        if (instruction === undefined) break;
        if (instruction.kind === 'accept') return at;
        if (instruction.kind === 'split') {
          for (let i = instruction.ways.length - 1; i > 0; i--) stack.push(instruction.ways[i] ?? 0, at);
          pc = instruction.ways[0] ?? 0;
          continue;
        }
        if (instruction.kind === 'save') {
          stack.push(slots[instruction.slot] ?? -1, RESTORE, instruction.slot);
          slots[instruction.slot] = at;
        } else if (instruction.kind === 'set') {
          if (at >= this.input.length || !matchesUnit(instruction.set, this.input.charCodeAt(at))) break;
          at++;
        } else if (instruction.kind === 'assert') {
          if (!holds(instruction.assertion, this.input, at)) break;
        } else if (instruction.kind === 'atomic') {
          const end = this.call(instruction.program, at, slots, stack);
          if (end < 0) break;
          at = end;
        } else if (instruction.kind === 'ahead') {
          const found = this.call(instruction.program, at, slots, instruction.negative ? null : stack) >= 0;
          if (found === instruction.negative) break;
        } else {
          const found = instruction.options.some(
            ({ program, length }) => at >= length && this.call(program, at - length, slots, null) === at,
          );
          if (found === instruction.negative) break;
        }
        pc = instruction.next;
      }
    }
    return -1;
  }

  private isVisited(pc: number, at: number): boolean {
    const place = pc * (this.input.length + 1) + at;
    const word = this.visited[place >> 5] ?? 0;
    const bit = 1 << (place & 31);
    if ((word & bit) !== 0) return true;
    this.visited[place >> 5] = word | bit;
    return false;
  }

  /** Runs an inner program once for a position and remembers how it ended; its groups count where a stack is given. */
  private call(index: number, at: number, slots: Slots, stack: number[] | null): number {
    const inner = this.innerRun(index);
    const end = inner?.remembered(at) ?? -1;
    const found = inner?.endSlots[at];
    if (end < 0 || stack === null || found === null || found === undefined) return end;
    for (let slot = 2; slot < this.slotCount; slot++) {
      const value = found[slot] ?? -1;
      if (value < 0) continue;
      stack.push(slots[slot] ?? -1, RESTORE, slot);
      slots[slot] = value;
    }
    return end;
  }

  private innerRun(index: number): Inner | null {
    const program = this.program.programs[index];
    if (program === undefined) return null;
    const before = this.inner[index];
    if (before !== null && before !== undefined) return before;
    const made = new Inner(program, this.input, this.slotCount);
    this.inner[index] = made;
    return made;
  }
}

/** A look-around or atomic group: how it ends from each position where it is tried. */
class Inner {
  readonly endSlots: (Slots | null)[] = [];
  private readonly ends: Int32Array;
  /** The run of the last position. What failed there fails again; after a success a new one is needed. */
  private run: Run | null = null;

  constructor(
    private readonly program: Program,
    private readonly input: string,
    private readonly slotCount: number,
  ) {
    this.ends = new Int32Array(input.length + 1).fill(UNTRIED);
  }

  /** The end of its match from a position, -1 for none. */
  remembered(at: number): number {
    const before = this.ends[at] ?? UNTRIED;
    if (before !== UNTRIED) return before;
    const slots = new Int32Array(this.slotCount).fill(-1);
    this.run ??= new Run(this.program, this.input, this.slotCount);
    const end = this.run.from(at, slots);
    if (end >= 0) this.run = null;
    this.ends[at] = end;
    this.endSlots[at] = end < 0 || !this.program.captures ? null : slots;
    return end;
  }
}

const UNTRIED = -2;

const NEWLINE = 10;

/** Whether a condition on a position holds. */
export function holds(assertion: Assertion, input: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0;
    case 'lineStart':
      return at === 0 || (input.charCodeAt(at - 1) === NEWLINE && at < input.length);
    case 'end':
      return at === input.length;
    case 'endOrLastNewline':
      return at === input.length || (at === input.length - 1 && input.charCodeAt(at) === NEWLINE);
    case 'lineEnd':
      return at === input.length || input.charCodeAt(at) === NEWLINE;
    case 'wordEdge':
      return isWordAt(input, at - 1) !== isWordAt(input, at);
    case 'noWordEdge':
      return isWordAt(input, at - 1) === isWordAt(input, at);
  }
}

function isWordAt(input: string, at: number): boolean {
  return at >= 0 && at < input.length && contains(WORD_UNITS, input.charCodeAt(at));
}
