// Runs statements: declarations, conditions, loops. What depends on what is not known is followed both ways.
import type { Statement, VariableStatement } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { Presence } from '../stack';
import { UNDEFINED, type UnknownValue, type Value } from '../values';
import { makeClass } from './classes';
import { bothWays, presenceOf } from './conditions';
import { eitherOf, placeOfPresence } from './either';
import { Environment } from './environment';
import { evaluate, functionValue } from './evaluate';
import { functionsOf } from './hoist';
import { executeFor, executeForEach, executeWhile } from './loops';
import { bindPattern } from './members';
import { truthOf } from './operators';
import { place, type Run, unknown } from './run';
import { executeSwitch } from './switches';

/**
 * How a statement ends. `perhaps`: it may have left the function, the loop or its round, under a condition; `rest`
 * holds where it has not.
 */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'throw' }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null }
  | {
      readonly kind: 'perhaps';
      readonly leaves: 'function' | 'loop' | 'round';
      /** The label of the loop that is left; `null` for the innermost one, and for a function. */
      readonly label: string | null;
      readonly value: Value | null;
      readonly when: Value;
      readonly returnsIf: boolean;
      readonly rest: Presence;
    };

export const NORMAL: Completion = { kind: 'normal' };

/** Whether an async function has to wait in a statement, so that what follows runs later. */
function waits(statement: Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind === 'await' || (node.kind === 'opaque' && node.what === 'YieldExpression')) found = true;
    return !found && node.kind !== 'function';
  });
  return found;
}

type Later = (rest: () => Completion) => Completion;

/** How a `try` goes on behind a statement that asks for a module that is not there: what follows runs, or the handler. */
type Parts = (absent: UnknownValue, rest: () => Completion) => Completion;

/** Runs statements in a scope of their own names. `later`: what follows an `await` runs as a job of its own. */
export function executeAll(
  run: Run,
  statements: readonly Statement[],
  scope: Environment,
  later: Later | null = null,
  parts: Parts | null = null,
): Completion {
  for (const node of functionsOf(statements)) {
    if (node.name !== null) scope.names.set(node.name, functionValue(node, scope));
  }
  return executeFrom(run, statements, 0, scope, later, parts);
}

function executeFrom(
  run: Run,
  statements: readonly Statement[],
  start: number,
  scope: Environment,
  later: Later | null,
  parts: Parts | null,
): Completion {
  for (let i = start; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) break;
    if (later !== null && waits(statement)) {
      return later(() => executeFrom(run, statements, i, scope, null, parts));
    }
    const end = execute(run, statement, scope);
    const rest = () => executeFrom(run, statements, i + 1, scope, later, parts);
    if (end.kind === 'perhaps') return followUnder(run, end, rest);
    const { absent } = run;
    if (parts !== null && absent !== null && end.kind === 'normal') {
      run.absent = null;
      return parts(absent, () => executeFrom(run, statements, i + 1, scope, later, null));
    }
    if (end.kind !== 'normal') return end;
  }
  return NORMAL;
}

/** What follows a statement that may have left is there only where it has not. */
export function followUnder(
  run: Run,
  before: Extract<Completion, { kind: 'perhaps' }>,
  follow: () => Completion,
): Completion {
  const { value, when, returnsIf, rest } = before;
  run.presence.push(rest);
  const end = follow();
  run.presence.pop();
  if (before.leaves !== 'function') return afterJump(before, end);
  const joinedValue = (last: Value): Value =>
    value === null ? last : eitherOf(returnsIf ? [value, last] : [last, value], when, placeOfPresence(rest));
  if (end.kind === 'return') return { kind: 'return', value: joinedValue(end.value) };
  if (end.kind === 'normal') return before;
  if (end.kind === 'throw') return value === null ? end : { kind: 'return', value };
  if (end.kind !== 'perhaps') return before;
  return { ...end, value: end.value === null ? value : joinedValue(end.value) };
}

/** `if (c) continue; return x;` returns where `c` is not true, and goes on with the next round where it is. */
function afterJump(
  { when, returnsIf, rest, leaves, label }: Extract<Completion, { kind: 'perhaps' }>,
  end: Completion,
): Completion {
  const opposite = { when, returnsIf: !returnsIf, rest };
  switch (end.kind) {
    case 'return':
      return { kind: 'perhaps', leaves: 'function', label: null, value: end.value, ...opposite };
    case 'throw':
      return { kind: 'perhaps', leaves: 'function', label: null, value: null, ...opposite };
    case 'perhaps':
      return end;
    default:
      return { kind: 'perhaps', leaves, label, value: null, when, returnsIf, rest };
  }
}

const NO_LABELS: readonly string[] = [];

/** Runs one statement; `labels` are those that stand before it, all of them names of the loop that it may be. */
export function execute(
  run: Run,
  node: Statement,
  scope: Environment,
  labels: readonly string[] = NO_LABELS,
): Completion {
  run.steps--;
  if (run.steps < 0) return NORMAL;
  switch (node.kind) {
    case 'variable':
      declare(run, node, scope);
      return unlessThrown(run, NORMAL);
    case 'classDeclaration': {
      const value = makeClass(run, node.class, scope);
      if (node.class.name !== null) scope.names.set(node.class.name, value);
      return NORMAL;
    }
    case 'expression': {
      const value = evaluate(run, node.value, scope);
      return endsProcess(value) ? { kind: 'throw' } : unlessThrown(run, NORMAL);
    }
    case 'return': {
      const value = node.value === null ? UNDEFINED : evaluate(run, node.value, scope);
      return unlessThrown(run, { kind: 'return', value });
    }
    case 'throw':
      return { kind: 'throw' };
    case 'block':
      return executeAll(run, node.body, new Environment(scope.file, scope, scope.self));
    case 'labeled': {
      const end = execute(run, node.body, scope, [...labels, node.label]);
      const isLeft = end.kind === 'break' || (end.kind === 'perhaps' && end.leaves === 'loop');
      return isLeft && end.label === node.label ? NORMAL : end;
    }
    case 'if':
      return executeIf(run, node, scope);
    case 'forEach':
      return executeForEach(run, node, scope, labels);
    case 'for':
      return executeFor(run, node, scope, labels);
    case 'while':
      return executeWhile(run, node, scope, labels);
    case 'switch':
      return executeSwitch(run, node, scope);
    case 'try':
      return executeTry(run, node, scope);
    case 'break':
    case 'continue':
      return { kind: node.kind, label: node.label };
    // Modules run these where they are loaded.
    case 'functionDeclaration':
    case 'import':
    case 'exportList':
    case 'exportAll':
    case 'exportDefault':
    case 'exportAssign':
    case 'nothing':
      return NORMAL;
  }
}

/** How a statement ends if nothing that it calls throws. */
function unlessThrown(run: Run, end: Completion): Completion {
  if (!run.isThrown) return end;
  run.isThrown = false;
  return { kind: 'throw' };
}

/** `process.exit()`. */
function endsProcess(value: Value): boolean {
  return (
    value.kind === 'call' && value.callee.kind === 'global' && value.callee.path.join('.') === 'process.exit'
  );
}

/** Whether a statement is `throw error` or `process.exit()`. */
function endsProgram(last: Statement | undefined): boolean {
  if (last?.kind !== 'expression' || last.value.kind !== 'call') return last?.kind === 'throw';
  const { callee } = last.value;
  return (
    callee.kind === 'member' &&
    callee.name === 'exit' &&
    callee.object.kind === 'identifier' &&
    callee.object.name === 'process'
  );
}

function declare(run: Run, node: VariableStatement, scope: Environment): void {
  for (const { target, init } of node.declarations) {
    if (init === null && node.keyword === 'var') {
      const { names } = scope.functionScope();
      if (target.kind === 'identifier' && !names.has(target.name)) names.set(target.name, UNDEFINED);
      continue;
    }
    const value = init === null ? UNDEFINED : evaluate(run, init, scope);
    bindPattern(run, target, value, scope, node.keyword === 'var' ? 'var' : 'let');
  }
}

function executeIf(run: Run, node: Extract<Statement, { kind: 'if' }>, scope: Environment): Completion {
  const test = evaluate(run, node.test, scope);
  const truth = truthOf(test);
  if (truth === true) return execute(run, node.whenTrue, scope);
  if (truth === false) return node.whenFalse === null ? NORMAL : execute(run, node.whenFalse, scope);
  const at = place(scope, node.test);
  const { first, second } = bothWays(
    run,
    test,
    at,
    () => execute(run, node.whenTrue, scope),
    () => (node.whenFalse === null ? NORMAL : execute(run, node.whenFalse, scope)),
  );
  // Where nobody catches it, a program that throws or exits has no app: what follows is there in every program that has.
  if (run.tries === 0 && first.kind === 'throw') return second;
  if (run.tries === 0 && second.kind === 'throw') return first;
  return joined(test, first, second, presenceOf(test, at, false), presenceOf(test, at, true));
}

/** How two ways end together: `ifFirst` and `ifSecond` say where each of them is the one. */
export function joined(
  when: Value,
  first: Completion,
  second: Completion,
  ifFirst: Presence,
  ifSecond: Presence,
): Completion {
  const ends = (one: Completion) => one.kind === 'return' || one.kind === 'throw';
  const returned = (one: Completion) => (one.kind === 'return' ? one.value : null);
  if (ends(first) && ends(second)) {
    const of = [returned(first), returned(second)].filter((one) => one !== null);
    const [only] = of;
    if (only === undefined) return { kind: 'throw' };
    return { kind: 'return', value: of.length === 1 ? only : eitherOf(of, when, placeOfPresence(ifFirst)) };
  }
  const isJump = first.kind === 'break' || first.kind === 'continue';
  if (isJump && first.kind === second.kind && first.label === second.label) return first;
  const leaving = leavesBy(first) ?? leavesBy(second);
  if (leaving !== null) {
    const isFirst = leavesBy(first) !== null;
    const value = returned(isFirst ? first : second);
    return {
      kind: 'perhaps',
      ...leaving,
      value,
      when,
      returnsIf: isFirst,
      rest: isFirst ? ifSecond : ifFirst,
    };
  }
  if (first.kind === 'perhaps')
    return second.kind === 'perhaps' ? bothPerhaps(when, first, second, ifFirst) : first;
  return second.kind === 'perhaps' ? second : NORMAL;
}

type Perhaps = Extract<Completion, { kind: 'perhaps' }>;

/** Where both ways may have left, what follows is there where neither has; what they leave is the widest of it. */
function bothPerhaps(when: Value, first: Perhaps, second: Perhaps, ifFirst: Presence): Completion {
  const at = placeOfPresence(ifFirst);
  if (at === null) return first;
  const [wider] = ['function', 'loop', 'round'].flatMap((what) =>
    [first, second].filter(({ leaves }) => leaves === what),
  );
  const question = unknown('whether it is left before is not known', at);
  const values = [first.value, second.value].filter((one) => one !== null);
  return {
    ...(wider ?? first),
    value: values.length === 0 ? null : eitherOf(values, values.length > 1 ? when : null, at),
    when: question,
    returnsIf: true,
    rest: presenceOf(question, at, true),
  };
}

type Left = Pick<Extract<Completion, { kind: 'perhaps' }>, 'leaves' | 'label'>;

/** What a statement leaves for sure; `null` where it goes on, or may. */
export function leavesBy(end: Completion): Left | null {
  switch (end.kind) {
    case 'return':
    case 'throw':
      return { leaves: 'function', label: null };
    case 'break':
      return { leaves: 'loop', label: end.label };
    case 'continue':
      return { leaves: 'round', label: end.label };
    case 'normal':
    case 'perhaps':
      return null;
  }
}

/** Where it is not known whether something throws, the handler is what may run besides. */
function executeTry(run: Run, node: Extract<Statement, { kind: 'try' }>, scope: Environment): Completion {
  const { body, handler, param, finalizer } = node;
  const within = (statements: readonly Statement[], parts: Parts | null = null) =>
    executeAll(run, statements, new Environment(scope.file, scope, scope.self), null, parts);
  let end: Completion;
  if (handler === null) end = within(body);
  else {
    const at = place(scope, node);
    const inner = new Environment(scope.file, scope, scope.self);
    if (param !== null) bindPattern(run, param, unknown('what was thrown is not known', at), inner, 'let');
    let isParted = false;
    const caught = () => {
      run.tries--;
      const last = executeAll(run, handler, inner);
      run.tries++;
      return last;
    };
    const orCaught = (last: Completion) => (last.kind === 'throw' ? caught() : last);
    const part: Parts = (absent, rest) => {
      isParted = true;
      const { first, second } = bothWays(run, absent, at, () => orCaught(rest()), caught);
      return joined(absent, first, second, presenceOf(absent, at, false), presenceOf(absent, at, true));
    };
    // Where the handler ends the program, all modules are there in every program that goes on.
    const isFatal = run.tries === 0 && endsProgram(handler.at(-1));
    run.tries++;
    run.absent = null;
    end = within(body, isFatal ? null : part);
    if (!isParted && end.kind !== 'throw') bothWays(run, unknown('an error', at), at, caught, () => NORMAL);
    else if (!isParted) end = caught();
    run.tries--;
  }
  const last = finalizer === null ? NORMAL : within(finalizer);
  return last.kind === 'normal' ? end : last;
}
