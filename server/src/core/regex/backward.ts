// The texts of a language as a deterministic automaton that reads them from their end to their start.
import { WORD_UNITS } from './escapes';
import type { Behind, Language, Layer, Step } from './language';
import type { Assertion } from './tree';
import { contains, type UnitSet } from './unit-set';

/** A number for a state of one automaton. */
export type StateId = number;

/** The state in which the pattern has matched, whatever comes before. */
export const FOUND: StateId = 0;

/** How many visits to steps are left to all automata of a question. */
export type Budget = { left: number };

/** What is on the right of a position: nothing, or a unit. */
type Right = 'end' | 'word' | 'other';

type State = {
  /** The steps that consume the unit at the position, and then lead to a match. */
  readonly consuming: readonly number[];
  readonly right: Right;
  /** What was read on the left of the position already, for those who look back. */
  readonly left: string;
};

/** The steps that consume a unit of the same set. */
type Consuming = { readonly set: UnitSet; readonly steps: readonly number[] };

/**
 * Read from the end, a text tells at each position which steps lead to a match from there, look-aheads of any depth
 * included: all that they ask for is known. What is asked of the left waits until enough of it is read.
 *
 * Newlines are no part of the texts, so that a line starts and ends where the text does.
 */
export class Backward {
  readonly start: StateId;
  private readonly states: State[] = [];
  private readonly ids = new Map<string, StateId>();
  private readonly moves: Map<number, StateId>[] = [];
  private readonly verdicts: (boolean | undefined)[] = [];
  private readonly consumers: readonly Consuming[];
  /** What {@link leadingAt} said, by states, where it does not depend on what comes on the left. */
  private readonly shared: (readonly Consuming[] | undefined)[] = [];
  /** 1 for the steps that lead to a match from the position at hand, and for those that consume the unit there. */
  private readonly leads: Uint8Array;
  private readonly consumes: Uint8Array;

  constructor(
    private readonly language: Language,
    private readonly budget: Budget,
  ) {
    this.leads = new Uint8Array(language.steps.length);
    this.consumes = new Uint8Array(language.steps.length);
    this.consumers = consumersOf(language);
    const end: State = { consuming: [], right: 'end', left: '' };
    // Takes the number FOUND, and is never looked at.
    this.states.push(end);
    this.moves.push(new Map());
    this.start = this.idOf(end);
  }

  /** The state once one more unit is read, on the left of all others. */
  move(id: StateId, unit: number): StateId {
    const state = this.states[id];
    if (id === FOUND || state === undefined) return id;
    const known = this.moves[id]?.get(unit);
    if (known !== undefined) return known;
    const left = String.fromCharCode(unit) + state.left;
    const waits = left.length < this.language.lookBack;
    const next = waits ? this.idOf({ ...state, left }) : this.moveLeft(id, { ...state, left }, false);
    this.moves[id]?.set(unit, next);
    return next;
  }

  /** Whether a text that starts here is matched. */
  accepts(id: StateId): boolean {
    const verdict = this.verdicts[id] ?? this.acceptsFrom(id);
    this.verdicts[id] = verdict;
    return verdict;
  }

  private acceptsFrom(id: StateId): boolean {
    let at = id;
    while (at !== FOUND) {
      const state = this.states[at];
      if (state === undefined) return false;
      if (state.left === '') return this.leadingAt(state, true) === null;
      at = this.moveLeft(at, state, true);
    }
    return true;
  }

  /** Goes from a position of which enough is known to the one on its left. */
  private moveLeft(id: StateId, state: State, isStart: boolean): StateId {
    // Where nobody looks to the left, what leads on is the same for whatever is there.
    const shared = this.language.lookBack === 0;
    const leading = (shared ? this.shared[id] : undefined) ?? this.leadingAt(state, isStart);
    if (leading === null) return FOUND;
    if (shared) this.shared[id] = leading;
    const { left } = state;
    const unit = left.charCodeAt(left.length - 1);
    this.budget.left -= leading.length;
    const consuming: number[] = [];
    for (const { set, steps } of leading) if (contains(set, unit)) consuming.push(...steps);
    return this.idOf({ consuming, right: this.rightOf(unit), left: left.slice(0, -1) });
  }

  /** The steps by which a unit on the left of a position would lead to a match; `null` where one starts here. */
  private leadingAt(state: State, isStart: boolean): readonly Consuming[] | null {
    this.leads.fill(0);
    this.consumes.fill(0);
    for (const step of state.consuming) this.consumes[step] = 1;
    for (const layer of this.language.layers) this.spread(layer, state, isStart);
    if (this.leads[this.language.entry] === 1) return null;
    return this.consumers
      .map(({ set, steps }) => ({ set, steps: steps.filter((step) => this.leads[this.after(step)] === 1) }))
      .filter(({ steps }) => steps.length > 0);
  }

  private after(index: number): number {
    const step = this.language.steps[index];
    return step?.kind === 'set' ? step.next : index;
  }

  /** Finds the steps of a layer that lead to a match; loops may take several rounds. */
  private spread(layer: Layer, state: State, isStart: boolean): void {
    let changed = true;
    while (changed) {
      changed = false;
      this.budget.left -= layer.steps.length;
      for (const i of layer.steps) {
        const step = this.language.steps[i];
        if (this.leads[i] === 1 || step === undefined || !this.leadsOn(step, i, state, isStart)) continue;
        this.leads[i] = 1;
        changed = layer.loops;
      }
    }
  }

  private leadsOn(step: Step, index: number, state: State, isStart: boolean): boolean {
    switch (step.kind) {
      case 'accept':
        return true;
      case 'set':
        return this.consumes[index] === 1;
      case 'split':
        return step.ways.some((way) => this.leads[way] === 1);
      case 'assert':
        return this.leads[step.next] === 1 && assertionHolds(step.assertion, state, isStart);
      case 'ahead':
        return this.leads[step.next] === 1 && (this.leads[step.entry] === 1) !== step.negative;
      case 'behind': {
        const isBehind = step.options.some((option) => liesBehind(option, state.left, isStart));
        return this.leads[step.next] === 1 && isBehind !== step.negative;
      }
    }
  }

  private rightOf(unit: number): Right {
    return this.language.words && contains(WORD_UNITS, unit) ? 'word' : 'other';
  }

  private idOf(state: State): StateId {
    const key = `${state.consuming.join()} ${state.right} ${state.left}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.states.push(state) - 1;
    this.ids.set(key, id);
    this.moves.push(new Map());
    return id;
  }
}

function consumersOf({ steps }: Language): readonly Consuming[] {
  const groups = new Map<string, { readonly set: UnitSet; readonly steps: number[] }>();
  steps.forEach((step, index) => {
    if (step.kind !== 'set') return;
    const key = step.set.join();
    const group = groups.get(key) ?? { set: step.set, steps: [] };
    group.steps.push(index);
    groups.set(key, group);
  });
  return [...groups.values()];
}

function assertionHolds(assertion: Assertion, { right, left }: State, isStart: boolean): boolean {
  switch (assertion) {
    case 'start':
    case 'lineStart':
      return isStart && left === '';
    case 'end':
    case 'endOrLastNewline':
    case 'lineEnd':
      return right === 'end';
    case 'wordEdge':
    case 'noWordEdge': {
      const leftIsWord = left !== '' && contains(WORD_UNITS, left.charCodeAt(left.length - 1));
      return (leftIsWord !== (right === 'word')) === (assertion === 'wordEdge');
    }
  }
}

/** Whether a text ends with what an option of a look-behind asks for; `isStart` when the text is all that there is. */
function liesBehind(option: readonly Behind[], left: string, isStart: boolean): boolean {
  let at = left.length;
  for (const wanted of option.toReversed()) {
    if (wanted === 'start') {
      if (!isStart || at > 0) return false;
    } else {
      at--;
      if (at < 0 || !contains(wanted, left.charCodeAt(at))) return false;
    }
  }
  return true;
}
