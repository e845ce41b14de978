// Compiles the tree of a pattern to a program for the matcher.
import type { Unsupported } from './pattern-reader';
import { isAnchored } from './prefix';
import { type Instruction, type Program, type SetTest, setTest } from './program';
import { alternatives, anyNode, expandedSize, type Node, nullable, width } from './tree';
import type { UnitSet } from './unit-set';

/** With counted repeats written out: `(a{1000}){1000}` would take a million. */
const MAX_INSTRUCTIONS = 20_000;

/** For look-arounds and atomic groups, which are followed by recursion. */
const MAX_INNER_INSTRUCTIONS = 2000;

/** Joints, in each depth of empty loops: each of them takes a bit for each unit of the input. */
const MAX_SITUATIONS = 4096;

/** Compiles a tree. What would take too much memory or time is `unsupported`. */
export function compileTree(tree: Node): Program | Unsupported {
  if (expandedSize(tree) > MAX_INSTRUCTIONS) {
    return { kind: 'unsupported', reason: 'a pattern that is too large once its repeats are written out' };
  }
  const assembly: Assembly = { tests: new Map(), problem: null };
  const program = assemble(assembly, tree, false);
  return assembly.problem ?? program;
}

type Assembly = {
  /** Equal sets are one object. */
  readonly tests: Map<string, SetTest>;
  problem: Unsupported | null;
};

/** A program while instructions are added, the last one first. */
type Draft = {
  readonly assembly: Assembly;
  readonly instructions: Instruction[];
  depth: number;
  captures: boolean;
};

/** Where a node stands: how many loops that may match nothing are around it, and whether any loop without limit is. */
type Place = { readonly depth: number; readonly repeated: boolean };

function assemble(assembly: Assembly, tree: Node, repeated: boolean): Program {
  const draft: Draft = { assembly, instructions: [], depth: 0, captures: false };
  const entry = add(draft, tree, put(draft, { kind: 'accept' }), { depth: 0, repeated });
  const { instructions, depth, captures } = draft;
  // Where loops may match nothing, ways can meet anywhere, one of them with and one without an empty round.
  const { joints, jointCount } = findJoints(instructions, entry, depth > 0);
  if (jointCount * (depth + 1) > MAX_SITUATIONS) refuse(assembly, 'too many repeats of what may be left out');
  return { instructions, entry, depth, joints, jointCount, captures, anchored: isAnchored(tree) };
}

function refuse(assembly: Assembly, reason: string): void {
  assembly.problem ??= { kind: 'unsupported', reason };
}

function put(draft: Draft, instruction: Instruction): number {
  return draft.instructions.push(instruction) - 1;
}

/** Adds what a node does before it goes on to `next`; gives the index of its first instruction. */
function add(draft: Draft, node: Node, next: number, place: Place): number {
  switch (node.kind) {
    case 'set':
      return put(draft, { kind: 'set', set: testOf(draft.assembly, node.set), next });
    case 'sequence':
      return node.items.reduceRight((after, item) => add(draft, item, after, place), next);
    case 'choice':
      return put(draft, {
        kind: 'split',
        ways: node.options.map((option) => add(draft, option, next, place)),
      });
    case 'repeat':
      return addRepeat(draft, node, next, place);
    case 'capture': {
      draft.captures = true;
      const end = put(draft, { kind: 'save', slot: 2 * node.index + 1, next });
      return put(draft, { kind: 'save', slot: 2 * node.index, next: add(draft, node.body, end, place) });
    }
    case 'atomic':
      return put(draft, { kind: 'atomic', program: inner(draft, node.body, place, true), next });
    case 'look':
      return addLook(draft, node, next, place);
    case 'assert':
      return put(draft, { kind: 'assert', assertion: node.assertion, next });
    case 'keep':
      draft.captures = true;
      return put(draft, { kind: 'save', slot: 0, next });
  }
}

function testOf({ tests }: Assembly, set: UnitSet): SetTest {
  const key = set.join();
  const test = tests.get(key) ?? setTest(set);
  tests.set(key, test);
  return test;
}

/** PCRE writes counted repeats out: `x{2,4}` is `xx(x(x)?)?`, and `x{2,}` is `xx+`. */
function addRepeat(
  draft: Draft,
  node: Extract<Node, { kind: 'repeat' }>,
  next: number,
  place: Place,
): number {
  const { body, min, max, mode } = node;
  if (mode === 'possessive') {
    return add(draft, { kind: 'atomic', body: { ...node, mode: 'greedy' } }, next, place);
  }
  const lazy = mode === 'lazy';
  let entry = next;
  let required = min;
  if (max === null) {
    entry = addLoop(draft, body, { lazy, optional: min === 0 }, next, place);
    required = Math.max(min - 1, 0);
  } else {
    for (let i = min; i < max; i++) entry = addMaybe(draft, add(draft, body, entry, place), lazy, next);
  }
  for (let i = 0; i < required; i++) entry = add(draft, body, entry, place);
  return entry;
}

function addMaybe(draft: Draft, body: number, lazy: boolean, next: number): number {
  return put(draft, { kind: 'split', ways: lazy ? [next, body] : [body, next] });
}

/**
 * `x*`, or `x+` where it is not optional. Where x may match nothing, `x*` is `(x+)?`, and a round that matched
 * nothing is the last one, as in PCRE (pcre2_match.c, OP_KETRMAX and OP_KETRMIN).
 */
function addLoop(
  draft: Draft,
  body: Node,
  { lazy, optional }: { readonly lazy: boolean; readonly optional: boolean },
  next: number,
  place: Place,
): number {
  const { instructions } = draft;
  // Holds the place of the instruction that closes the loop, which is known when the body is.
  const close = put(draft, { kind: 'accept' });
  if (!nullable(body)) {
    const entry = add(draft, body, close, { ...place, repeated: true });
    instructions[close] = { kind: 'split', ways: lazy ? [next, entry] : [entry, next] };
    return optional ? close : entry;
  }
  const depth = place.depth + 1;
  draft.depth = Math.max(draft.depth, depth);
  const round = put(draft, {
    kind: 'round',
    depth,
    next: add(draft, body, close, { depth, repeated: true }),
  });
  instructions[close] = { kind: 'again', depth, ways: lazy ? [next, round] : [round, next], next };
  return optional ? addMaybe(draft, round, lazy, next) : round;
}

function addLook(draft: Draft, node: Extract<Node, { kind: 'look' }>, next: number, place: Place): number {
  const { body, negative } = node;
  if (!node.behind) {
    return put(draft, { kind: 'ahead', program: inner(draft, body, place, !negative), negative, next });
  }
  const options = alternatives(body).map((option) => ({
    program: inner(draft, option, place, !negative),
    length: width(option).max,
  }));
  return put(draft, { kind: 'behind', options, negative, next });
}

/**
 * A program to be called. The positions that it notes are found by running it once more, behind the match; in a loop
 * without limit that could be any number of times, so it is refused there.
 */
function inner(draft: Draft, body: Node, place: Place, keepsCaptures: boolean): Program {
  const { assembly } = draft;
  if (expandedSize(body) > MAX_INNER_INSTRUCTIONS)
    refuse(assembly, 'a look-around or an atomic group that is too large');
  if (keepsCaptures && anyNode(body, (node) => node.kind === 'capture' || node.kind === 'keep')) {
    if (place.repeated)
      refuse(assembly, 'a capturing group in a look-around or an atomic group that is repeated');
    draft.captures = true;
  }
  return assemble(assembly, body, place.repeated);
}

/** Numbers the instructions that more than one way leads to, or all of them. */
function findJoints(
  instructions: readonly Instruction[],
  entry: number,
  all: boolean,
): { readonly joints: Int32Array; readonly jointCount: number } {
  const arrivals = new Int32Array(instructions.length);
  const arrive = (at: number) => {
    arrivals[at] = (arrivals[at] ?? 0) + 1;
  };
  arrive(entry);
  for (const instruction of instructions) {
    if (instruction.kind === 'split' || instruction.kind === 'again') instruction.ways.forEach(arrive);
    else if (instruction.kind !== 'accept') arrive(instruction.next);
  }
  let jointCount = 0;
  const joints = arrivals.map((count) => (all || count > 1 ? jointCount++ : -1));
  return { joints, jointCount };
}
