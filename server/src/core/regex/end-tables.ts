// Where look-arounds and atomic groups end, for each position of the input that they may start from.
import { type Ends, holds } from './conditions';
import { matchesUnit, type Program } from './program';

/** Tables of ends over one input, each computed when it is first asked for. */
export class EndTables implements Ends {
  private readonly tables = new Map<Program, Int32Array>();

  constructor(private readonly input: string) {}

  of(program: Program): Int32Array {
    const known = this.tables.get(program);
    if (known !== undefined) return known;
    const table = new Sweep(program, this.input, this).table();
    this.tables.set(program, table);
    return table;
  }
}

/**
 * Goes through the input from its end to its start, and finds where a match from each position would end by what is
 * known of the positions behind it. So a program takes linear time for all positions together, however often it is
 * called. Levels are those of the matcher (match.ts).
 */
class Sweep {
  /** Ends for the position at hand, from instructions that come after a unit; and those for the position behind it. */
  private current: Int32Array;
  private following: Int32Array;
  private readonly afterUnits: readonly number[];
  /** Ends for all positions, from instructions that come after an atomic group, which may end anywhere. */
  private readonly afterAtomics: ReadonlyMap<number, Int32Array>;
  /** For each joint on each level: the end that was found last, and the position that it was found for. */
  private readonly notes: Int32Array;
  private readonly notedFor: Int32Array;

  constructor(
    private readonly program: Program,
    private readonly input: string,
    private readonly ends: Ends,
  ) {
    const { instructions, jointCount, depth } = program;
    const situations = jointCount * (depth + 1);
    const atomics = instructions.filter((instruction) => instruction.kind === 'atomic');
    this.current = new Int32Array(instructions.length);
    this.following = new Int32Array(instructions.length);
    this.afterUnits = [...new Set(instructions.flatMap((i) => (i.kind === 'set' ? [i.next] : [])))];
    this.afterAtomics = new Map(atomics.map(({ next }) => [next, new Int32Array(input.length + 1)]));
    this.notes = new Int32Array(situations);
    this.notedFor = new Int32Array(situations).fill(-1);
  }

  table(): Int32Array {
    const { entry, depth } = this.program;
    const table = new Int32Array(this.input.length + 1);
    for (let position = this.input.length; position >= 0; position--) {
      for (const at of this.afterUnits) this.current[at] = this.endFrom(at, depth, position);
      for (const [at, column] of this.afterAtomics) column[position] = this.endFrom(at, depth, position);
      table[position] = this.endFrom(entry, 0, position);
      [this.current, this.following] = [this.following, this.current];
    }
    return table;
  }

  /** The end of the preferred match from an instruction, or -1. */
  private endFrom(at: number, level: number, position: number): number {
    const joint = this.program.joints[at] ?? -1;
    if (joint < 0) return this.follow(at, level, position);
    const situation = joint * (this.program.depth + 1) + level;
    if (this.notedFor[situation] === position) return this.notes[situation] ?? -1;
    const end = this.follow(at, level, position);
    this.notedFor[situation] = position;
    this.notes[situation] = end;
    return end;
  }

  private follow(at: number, level: number, position: number): number {
    const instruction = this.program.instructions[at];
    switch (instruction?.kind) {
      case undefined:
        return -1;
      case 'accept':
        return position;
      case 'set': {
        const matches =
          position < this.input.length && matchesUnit(instruction.set, this.input.charCodeAt(position));
        return matches ? (this.following[instruction.next] ?? -1) : -1;
      }
      case 'split':
        return this.firstEnd(instruction.ways, level, position);
      case 'round':
        return this.endFrom(instruction.next, Math.min(level, instruction.depth - 1), position);
      case 'again':
        if (level < instruction.depth) return this.endFrom(instruction.next, level, position);
        return this.firstEnd(instruction.ways, level, position);
      case 'save':
        return this.endFrom(instruction.next, level, position);
      case 'atomic': {
        const end = this.ends.of(instruction.program)[position] ?? -1;
        if (end === position) return this.endFrom(instruction.next, level, position);
        return end < 0 ? -1 : (this.afterAtomics.get(instruction.next)?.[end] ?? -1);
      }
      case 'assert':
      case 'ahead':
      case 'behind':
        if (!holds(instruction, this.input, position, this.ends)) return -1;
        return this.endFrom(instruction.next, level, position);
    }
  }

  private firstEnd(ways: readonly number[], level: number, position: number): number {
    for (const way of ways) {
      const end = this.endFrom(way, level, position);
      if (end >= 0) return end;
    }
    return -1;
  }
}
