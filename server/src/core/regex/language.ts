// What texts a pattern matches, apart from how it prefers to match them: a graph of steps for the automaton.
import type { Assertion } from './tree';
import { alternatives, expandedSize, type Node, nullable } from './tree';
import type { UnitSet } from './unit-set';
import { withoutAtomics } from './without-atomics';

/** Steps name others by index; those that come next have a lower one, except where a loop goes back. */
export type Step =
  | { readonly kind: 'accept' }
  | { readonly kind: 'set'; readonly set: UnitSet; readonly next: number }
  | { readonly kind: 'split'; readonly ways: readonly number[] }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'ahead'; readonly entry: number; readonly negative: boolean; readonly next: number }
  | {
      readonly kind: 'behind';
      readonly options: readonly (readonly Behind[])[];
      readonly negative: boolean;
      readonly next: number;
    };

/** What a look-behind asks for, from left to right: a unit, or the start of the input. */
export type Behind = UnitSet | 'start';

export type Language = {
  readonly steps: readonly Step[];
  readonly entry: number;
  /** The steps of each look-ahead, inner ones first, and at last those of the pattern itself. */
  readonly layers: readonly Layer[];
  /** How many units on the left of a position must be known, to tell what holds there. */
  readonly lookBack: number;
  /** Whether edges of words matter. */
  readonly words: boolean;
};

export type Layer = { readonly steps: readonly number[]; readonly loops: boolean };

/** Every unit of a text may take a visit to every step. */
const MAX_STEPS = 4000;

/** The language of a tree, or why it has none that can be written down. */
export function languageOf(tree: Node): Language | { readonly kind: 'unknown'; readonly reason: string } {
  const plain = withoutAtomics(tree);
  if (plain === null) return { kind: 'unknown', reason: 'an atomic group that cannot be compared' };
  if (expandedSize(plain) > MAX_STEPS)
    return { kind: 'unknown', reason: 'a pattern that is too large to compare' };
  const draft: Draft = {
    steps: [],
    layers: [],
    layer: { steps: [], loops: false },
    lookBack: 0,
    words: false,
    odd: false,
  };
  const entry = add(draft, plain, put(draft, { kind: 'accept' }));
  if (draft.odd) return { kind: 'unknown', reason: 'a look-behind that cannot be compared' };
  const { steps, lookBack, words } = draft;
  return { steps, entry, layers: [...draft.layers, draft.layer], lookBack, words };
}

type Draft = {
  readonly steps: Step[];
  readonly layers: Layer[];
  layer: { readonly steps: number[]; loops: boolean };
  lookBack: number;
  words: boolean;
  /** Whether there is a look-behind for more than units. */
  odd: boolean;
};

function put(draft: Draft, step: Step): number {
  const at = draft.steps.push(step) - 1;
  draft.layer.steps.push(at);
  return at;
}

function add(draft: Draft, node: Node, next: number): number {
  switch (node.kind) {
    case 'set':
      return put(draft, { kind: 'set', set: node.set, next });
    case 'sequence':
      return node.items.reduceRight((after, item) => add(draft, item, after), next);
    case 'choice':
      return put(draft, { kind: 'split', ways: node.options.map((option) => add(draft, option, next)) });
    case 'repeat':
      return addRepeat(draft, node, next);
    case 'assert':
      if (node.assertion === 'wordEdge' || node.assertion === 'noWordEdge') {
        draft.words = true;
        draft.lookBack = Math.max(draft.lookBack, 1);
      }
      return put(draft, { kind: 'assert', assertion: node.assertion, next });
    case 'look':
      return node.behind ? addBehind(draft, node, next) : addAhead(draft, node, next);
    case 'capture':
    case 'atomic':
      return add(draft, node.body, next);
    case 'keep':
      return next;
  }
}

function addRepeat(
  draft: Draft,
  { body, min, max }: Extract<Node, { kind: 'repeat' }>,
  next: number,
): number {
  let entry = next;
  if (max === null) {
    const loop = put(draft, { kind: 'accept' });
    const round = add(draft, body, loop);
    draft.steps[loop] = { kind: 'split', ways: [round, next] };
    draft.layer.loops = true;
    // `x+` is `xx*`. Where x may match nothing, its conditions have to hold once.
    entry = min > 0 && !nullable(body) ? round : loop;
  } else {
    for (let i = min; i < max; i++)
      entry = put(draft, { kind: 'split', ways: [add(draft, body, entry), next] });
  }
  const written = max === null && min > 0 && !nullable(body) ? 1 : 0;
  for (let i = written; i < min; i++) entry = add(draft, body, entry);
  return entry;
}

function addAhead(draft: Draft, node: Extract<Node, { kind: 'look' }>, next: number): number {
  const outer = draft.layer;
  draft.layer = { steps: [], loops: false };
  const entry = add(draft, node.body, put(draft, { kind: 'accept' }));
  draft.layers.push(draft.layer);
  draft.layer = outer;
  return put(draft, { kind: 'ahead', entry, negative: node.negative, next });
}

function addBehind(draft: Draft, node: Extract<Node, { kind: 'look' }>, next: number): number {
  const options: Behind[][] = [];
  for (const option of alternatives(node.body)) {
    const units = unitsBehind(option);
    if (units === null) draft.odd = true;
    else options.push(units);
  }
  draft.lookBack = Math.max(draft.lookBack, ...options.map((option) => option.length));
  return put(draft, { kind: 'behind', options, negative: node.negative, next });
}

/** `null` for what is more than a row of units. */
function unitsBehind(node: Node): Behind[] | null {
  switch (node.kind) {
    case 'set':
      return [node.set];
    case 'assert':
      return node.assertion === 'start' || node.assertion === 'lineStart' ? ['start'] : null;
    case 'sequence': {
      const rows = node.items.map(unitsBehind);
      return rows.includes(null) ? null : rows.flatMap((units) => units ?? []);
    }
    case 'repeat': {
      const units = unitsBehind(node.body);
      return units && Array.from({ length: node.min }, () => units).flat();
    }
    default:
      return null;
  }
}
