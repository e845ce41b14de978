// Loops: over known values round by round, over others once, as what may be there any number of times.
import type { Expression, ForEach, Statement } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { Value } from '../values';
import { itemsOfValue, openCollection } from './collections';
import { bothWays, presenceOf } from './conditions';
import { Environment } from './environment';
import { evaluate } from './evaluate';
import { type Completion, execute, followUnder, joined, leavesBy, NORMAL } from './execute';
import { changesIn, type LateChanges } from './hoist';
import { type Element, elementsOf, LOOP_REASON, openUp, under } from './lists';
import { bindPattern } from './members';
import { binary, truthOf } from './operators';
import { entriesInOrder } from './own-members';
import { MAX_ROUNDS_OF_LOOP, place, type Run, unknown, write } from './run';

/** `for (const x of values)` and `for (const x in values)`. */
export function executeForEach(
  run: Run,
  node: ForEach,
  scope: Environment,
  labels: readonly string[],
): Completion {
  const values = evaluate(run, node.values, scope);
  const known = roundsOver(values, node.of);
  const round = (value: Value) => {
    const inner = new Environment(scope.file, scope, scope.self);
    bindPattern(run, node.target, value, inner, 'let');
    return execute(run, node.body, inner);
  };
  if (known !== null) return executeRounds(run, known.slice(0, MAX_ROUNDS_OF_LOOP), round, labels);
  const at = place(scope, node.values);
  const changed = changesIn([node.body]);
  return executeUnknown(run, at, changed, scope, labels, () =>
    round(unknown('the loop goes over what is not known', at)),
  );
}

/** What a loop over a value goes through; `null` where that is not known. */
function roundsOver(value: Value, of: ForEach['of']): readonly Element[] | null {
  if (of === 'values') {
    const items = itemsOfValue(value);
    return items === null ? null : elementsOf(items);
  }
  const names =
    value.kind === 'array' && !value.isOpen
      ? [...value.elements.keys()]
      : value.kind === 'object' && !value.isOpen
        ? entriesInOrder(value).map(([name]) => name)
        : null;
  return names?.map((name) => ({ value: { kind: 'string', value: String(name) }, presence: [] })) ?? null;
}

/** One round after the other; those behind one that may have left the loop are there only where it has not. */
function executeRounds(
  run: Run,
  values: readonly Element[],
  round: (value: Value) => Completion,
  labels: readonly string[],
): Completion {
  for (const [i, { value, presence }] of values.entries()) {
    const end = perhapsEnded(
      presence,
      under(run, presence, () => round(value)),
    );
    const rest = () => executeRounds(run, values.slice(i + 1), round, labels);
    const left = leavingLoop(run, end, labels, rest);
    if (left !== null) return left;
  }
  return NORMAL;
}

/** How a loop ends after a round of it; `null` where the next round follows. `rest` are the rounds behind it. */
function leavingLoop(
  run: Run,
  end: Completion,
  labels: readonly string[],
  rest: () => Completion,
): Completion | null {
  if (endsRound(end, labels)) return null;
  const followed = end.kind === 'perhaps' ? followUnder(run, end, rest) : end;
  return endsLoop(followed) ? NORMAL : followed;
}

/** Whether a round ends so that no more than the round is over, for sure or perhaps. */
function endsRound(end: Completion, labels: readonly string[]): boolean {
  if (end.kind !== 'continue' && (end.kind !== 'perhaps' || end.leaves !== 'round')) {
    return end.kind === 'normal';
  }
  return end.label === null || labels.includes(end.label);
}

function endsLoop(end: Completion): boolean {
  return (end.kind === 'break' || (end.kind === 'perhaps' && end.leaves === 'loop')) && end.label === null;
}

/** How a round ends that may not be there. */
function perhapsEnded([first]: readonly Presence[], end: Completion): Completion {
  if (first === undefined || first.kind === 'always') return end;
  const left = leavesBy(end);
  if (left === null || left.leaves === 'round') return end;
  const when = unknown('an element of a list that may not be there', first.at);
  const value = end.kind === 'return' ? end.value : null;
  return { kind: 'perhaps', ...left, value, when, returnsIf: true, rest: presenceOf(when, first.at, true) };
}

/** `for (let i = 0; i < n; i++)`. */
export function executeFor(
  run: Run,
  node: Extract<Statement, { kind: 'for' }>,
  scope: Environment,
  labels: readonly string[],
): Completion {
  const outer = new Environment(scope.file, scope, scope.self);
  if (node.init !== null) execute(run, node.init, outer);
  let current = outer;
  const body = () => execute(run, node.body, new Environment(scope.file, current, scope.self));
  // Each round has names of its own (ECMA-262, CreatePerIterationEnvironment).
  const goOn = () => {
    current = scope.within(current.names);
    step(run, node.update, current);
  };
  const roundsFrom = (start: number): Completion => {
    for (let round = start; ; round++) {
      const test = node.test === null ? null : truthOf(evaluate(run, node.test, current));
      if (test === false) return NORMAL;
      if (test === null || round >= MAX_ROUNDS_OF_LOOP) {
        const changed = changesIn([node.body, ...asStatements(node.update)]);
        return executeUnknown(run, place(scope, node), changed, current, labels, body);
      }
      const left = leavingLoop(run, body(), labels, () => {
        goOn();
        return roundsFrom(round + 1);
      });
      if (left !== null) return left;
      goOn();
    }
  };
  return roundsFrom(0);
}

function asStatements(value: Expression | null): readonly Statement[] {
  return value === null ? [] : [{ kind: 'expression', value, span: value.span }];
}

/** `i++` and `--i` are steps that the tree tells by their sign alone. */
function step(run: Run, update: Expression | null, scope: Environment): void {
  if (update === null) return;
  const isStep = update.kind === 'opaque' && (update.what === '++' || update.what === '--');
  const [target] = isStep ? update.of : [];
  if (!isStep || target?.kind !== 'identifier') {
    evaluate(run, update, scope);
    return;
  }
  const at = place(scope, update);
  const next = binary(
    update.what === '--' ? '-' : '+',
    evaluate(run, target, scope),
    { kind: 'number', value: 1 },
    at,
  );
  bindPattern(run, target, next, scope, 'assign');
}

/** `while` and `do`: how often they run is not looked at, but that `do … while (false)` is a block that may be left. */
export function executeWhile(
  run: Run,
  node: Extract<Statement, { kind: 'while' }>,
  scope: Environment,
  labels: readonly string[],
): Completion {
  const changed = changesIn([node.body, ...asStatements(node.test)]);
  const body = () => execute(run, node.body, new Environment(scope.file, scope, scope.self));
  if (node.isPostTest && node.test.kind === 'boolean' && !node.test.value) {
    const end = body();
    return endsRound(end, labels) || endsLoop(end) ? NORMAL : end;
  }
  return executeUnknown(run, place(scope, node), changed, scope, labels, body);
}

/** A loop whose rounds are not known is followed once, as what may be there. */
function executeUnknown(
  run: Run,
  at: Place,
  changed: LateChanges,
  scope: Environment,
  labels: readonly string[],
  body: () => Completion,
): Completion {
  const test = unknown(LOOP_REASON, at);
  widen(run, changed, scope);
  const { first } = bothWays(run, test, at, body, () => NORMAL);
  widen(run, changed, scope);
  const end = endsRound(first, labels) || endsLoop(first) ? NORMAL : first;
  return joined(test, end, NORMAL, presenceOf(test, at, false), presenceOf(test, at, true));
}

/** Calls a function as often as a list has elements that nobody knows. */
export function inUnknownLoop(
  run: Run,
  at: Place,
  changed: LateChanges,
  scope: Environment,
  body: () => void,
): void {
  widen(run, changed, scope);
  bothWays(run, unknown(LOOP_REASON, at), at, body, () => {});
  widen(run, changed, scope);
}

/** What the rounds of a loop give other values is not known in any of them, nor behind it. */
export function widen(run: Run, { assigned, filled }: LateChanges, scope: Environment): void {
  for (const name of assigned) {
    const { names } = scope.owner(name);
    const value = names.get(name);
    if (value === undefined || value.kind === 'app' || value.kind === 'router') continue;
    const at = { file: scope.file, span: { start: 0, end: 0 } };
    write(run, names, name, unknown(`"${name}" changes in a loop`, at));
  }
  for (const name of filled) {
    const value = scope.lookup(name);
    if (value?.kind === 'object' || value?.kind === 'array') openUp(value);
    else if (value !== null) openCollection(value);
  }
}
