// Compiles the tree of a pattern to a program for the matcher.
import type { Instruction, Program, SetTest } from './program';
import { setTest } from './program';
import { alternatives, anyNode, children, type Node, nullable, width } from './tree';

/** The most instructions of a pattern with its counted repeats written out: beyond it, matching would take too long. */
export const MAX_INSTRUCTIONS = 20_000;

/** Compiles a tree; `null` where the program would be too large or a look-behind has no fixed length. */
export function compileTree(tree: Node): Program | null {
  const code: Instruction[] = [];
  const programs: Program[] = [];
  const sets = new Map<string, SetTest>();
  let failed = false;

  const emit = (instruction: Instruction): number => {
    if (code.length >= MAX_INSTRUCTIONS) failed = true;
    else code.push(instruction);
    return code.length - 1;
  };

  const sub = (node: Node): number => {
    const program = compileTree(node);
    if (program === null) failed = true;
    else programs.push(program);
    return programs.length - 1;
  };

  /** Emits a node that goes on at `next`; answers where it starts. Programs grow from their ends. */
  const build = (node: Node, next: number): number => {
    if (failed) return next;
    switch (node.kind) {
      case 'sequence':
        return node.items.reduceRight((then, item) => build(item, then), next);
      case 'set': {
        const key = node.set.join();
        const set = sets.get(key) ?? setTest(node.set);
        sets.set(key, set);
        return emit({ kind: 'set', set, next });
      }
      case 'choice':
        return emit({ kind: 'split', ways: node.options.map((option) => build(option, next)) });
      case 'capture': {
        const end = emit({ kind: 'save', slot: 2 * node.index + 1, next });
        return emit({ kind: 'save', slot: 2 * node.index, next: build(node.body, end) });
      }
      case 'atomic':
        return emit({ kind: 'atomic', program: sub(node.body), next });
      case 'look':
        return look(node, next);
      case 'assert':
        return emit({ kind: 'assert', assertion: node.assertion, next });
      case 'keep':
        return emit({ kind: 'save', slot: 0, next });
      case 'repeat':
        return repeat(node, next);
    }
  };

  const look = (node: Node & { kind: 'look' }, next: number): number => {
    if (!node.behind) return emit({ kind: 'ahead', program: sub(node.body), negative: node.negative, next });
    const options = alternatives(node.body).map((option) => {
      const { min, max } = width(option);
      if (min !== max) failed = true;
      return { program: sub(option), length: min };
    });
    return emit({ kind: 'behind', options, negative: node.negative, next });
  };

  const repeat = (node: Node & { kind: 'repeat' }, next: number): number => {
    if (node.mode === 'possessive') {
      const greedy: Node = { ...node, mode: 'greedy' };
      return emit({ kind: 'atomic', program: sub(greedy), next });
    }
    const lazy = node.mode === 'lazy';
    let start = next;
    if (node.max === null) start = loop(node.body, lazy, next, node.min > 0);
    else {
      for (let i = node.min; i < node.max && !failed; i++) start = optional(node.body, lazy, start, next);
    }
    const copies = node.max === null ? Math.max(0, node.min - 1) : node.min;
    for (let i = 0; i < copies && !failed; i++) start = build(node.body, start);
    return start;
  };

  /** `x*` or, with `once`, `x+`. An empty round leads back to a place that was visited, and so ends by itself. */
  const loop = (body: Node, lazy: boolean, next: number, once: boolean): number => {
    const split = emit({ kind: 'split', ways: [] });
    const round = build(body, split);
    code[split] = { kind: 'split', ways: lazy ? [next, round] : [round, next] };
    // A body that may match nothing has to be allowed to, even where its round was visited already.
    return once && !nullable(body) ? round : split;
  };

  const optional = (body: Node, lazy: boolean, then: number, next: number): number => {
    const taken = build(body, then);
    return emit({ kind: 'split', ways: lazy ? [next, taken] : [taken, next] });
  };

  const accept = emit({ kind: 'accept' });
  const entry = build(tree, accept);
  if (failed) return null;
  return {
    instructions: code,
    entry,
    programs,
    anchored: isAnchored(tree),
    captures: anyNode(tree, savesPositions),
  };
}

function savesPositions(node: Node): boolean {
  return node.kind === 'capture' || node.kind === 'keep';
}

/** Whether a node can only match at the start of the input. */
function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'assert':
      return node.assertion === 'start';
    case 'sequence': {
      const first = node.items.find((item) => item.kind !== 'look' && item.kind !== 'keep');
      return first !== undefined && isAnchored(first);
    }
    case 'choice':
      return node.options.every(isAnchored);
    case 'capture':
    case 'atomic':
      return children(node).every(isAnchored);
    case 'repeat':
      return node.min > 0 && isAnchored(node.body);
    case 'set':
    case 'look':
    case 'keep':
      return false;
  }
}
