// A pattern as a deterministic automaton over the units of readable paths, made state by state as it is explored.
import { WORD_UNITS } from './escapes';
import { matchesUnit, type Program } from './program';
import type { Assertion } from './tree';
import { contains } from './unit-set';

/** What came before a position: the start, a word unit or another one. */
type Before = 'start' | 'word' | 'other';

/** A state: the instructions that wait for the next unit, and whether the pattern has matched already. */
export type State = {
  readonly key: string;
  readonly waiting: readonly number[];
  readonly before: Before;
  readonly matched: boolean;
};

export type Automaton = {
  readonly start: State;
  step(state: State, unit: number): State;
  /** Whether an input that ends in this state is matched. */
  accepts(state: State): boolean;
};

/** `null` for patterns with look-arounds or atomic groups, which no such automaton follows. */
export function automatonOf(program: Program): Automaton | null {
  if (program.programs.length > 0) return null;
  const start = makeState([program.entry], 'start', false);
  return {
    start,
    step: (state, unit) => step(program, state, unit),
    accepts: (state) => state.matched || closure(program, state, null).matched,
  };
}

function makeState(waiting: readonly number[], before: Before, matched: boolean): State {
  const sorted = matched ? [] : [...new Set(waiting)].sort((a, b) => a - b);
  return { key: `${matched ? '!' : before.charAt(0)}${sorted.join()}`, waiting: sorted, before, matched };
}

function step(program: Program, state: State, unit: number): State {
  if (state.matched) return state;
  const before = contains(WORD_UNITS, unit) ? 'word' : 'other';
  const { sets, matched } = closure(program, state, unit);
  if (matched) return makeState([], before, true);
  const next: number[] = [];
  for (const pc of sets) {
    const instruction = program.instructions[pc];
    if (instruction?.kind === 'set' && matchesUnit(instruction.set, unit)) next.push(instruction.next);
  }
  // The search may begin at every position.
  if (!program.anchored) next.push(program.entry);
  return makeState(next, before, false);
}

type Closure = { readonly sets: ReadonlySet<number>; readonly matched: boolean };

/** Follows everything that consumes nothing; `unit` is the one that comes, `null` at the end. */
function closure(program: Program, state: State, unit: number | null): Closure {
  const seen = new Set<number>();
  const sets = new Set<number>();
  const open = [...state.waiting];
  let matched = false;
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (seen.has(pc)) continue;
    seen.add(pc);
    const instruction = program.instructions[pc];
    switch (instruction?.kind) {
      case 'accept':
        matched = true;
        break;
      case 'set':
        sets.add(pc);
        break;
      case 'split':
        open.push(...instruction.ways);
        break;
      case 'save':
        open.push(instruction.next);
        break;
      case 'assert':
        if (holds(instruction.assertion, state.before, unit)) open.push(instruction.next);
        break;
    }
  }
  return { sets, matched };
}

/** Newlines are no part of the units that are tried, so lines and their ends are the input's. */
function holds(assertion: Assertion, before: Before, unit: number | null): boolean {
  switch (assertion) {
    case 'start':
    case 'lineStart':
      return before === 'start';
    case 'end':
    case 'endOrLastNewline':
    case 'lineEnd':
      return unit === null;
    case 'wordEdge':
    case 'noWordEdge': {
      const edge = (before === 'word') !== (unit !== null && contains(WORD_UNITS, unit));
      return edge === (assertion === 'wordEdge');
    }
  }
}
