// Runs statements: declarations, conditions, loops. What depends on what is not known is followed both ways.
import type { ForEach, Statement, VariableStatement } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { Presence } from '../stack';
import { UNDEFINED, type Value } from '../values';
import { makeClass } from './classes';
import { bothWays, presenceOf } from './conditions';
import { eitherOf, placeOfPresence } from './either';
import { Environment } from './environment';
import { evaluate, functionValue } from './evaluate';
import { functionsOf } from './hoist';
import { bindPattern } from './members';
import { binary, truthOf } from './operators';
import { MAX_ROUNDS_OF_LOOP, place, type Run, unknown } from './run';

/** How a statement ends. `perhaps`: it may have returned, under a condition; `rest` holds where it has not. */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'throw' }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | {
      readonly kind: 'perhaps';
      readonly value: Value | null;
      readonly when: Value;
      readonly returnsIf: boolean;
      readonly rest: Presence;
    };

const NORMAL: Completion = { kind: 'normal' };

/** Whether an async function has to wait in a statement, so that what follows runs later. */
function waits(statement: Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind === 'await') found = true;
    return !found && node.kind !== 'function';
  });
  return found;
}

/** Runs statements in a scope of their own names. `later`: what follows an `await` runs as a job of its own. */
export function executeAll(
  run: Run,
  statements: readonly Statement[],
  scope: Environment,
  later: ((rest: () => Completion) => Completion) | null = null,
): Completion {
  for (const node of functionsOf(statements)) {
    if (node.name !== null) scope.names.set(node.name, functionValue(node, scope));
  }
  return executeFrom(run, statements, 0, scope, later);
}

function executeFrom(
  run: Run,
  statements: readonly Statement[],
  start: number,
  scope: Environment,
  later: ((rest: () => Completion) => Completion) | null,
): Completion {
  for (let i = start; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) break;
    if (later !== null && waits(statement)) {
      return later(() => executeFrom(run, statements, i, scope, null));
    }
    const end = execute(run, statement, scope);
    if (end.kind === 'perhaps')
      return afterPerhaps(run, end, () => executeFrom(run, statements, i + 1, scope, later));
    if (end.kind !== 'normal') return end;
  }
  return NORMAL;
}

/** What follows a statement that may have returned is there only where it has not. */
function afterPerhaps(
  run: Run,
  { value, when, returnsIf, rest }: Extract<Completion, { kind: 'perhaps' }>,
  follow: () => Completion,
): Completion {
  run.presence.push(rest);
  const end = follow();
  run.presence.pop();
  const joined = (last: Value): Value =>
    value === null ? last : eitherOf(returnsIf ? [value, last] : [last, value], when, placeOfPresence(rest));
  if (end.kind === 'return') return { kind: 'return', value: joined(end.value) };
  if (end.kind === 'normal') return { kind: 'perhaps', value, when, returnsIf, rest };
  if (end.kind === 'throw') return value === null ? end : { kind: 'return', value };
  return end.kind === 'perhaps' ? { ...end, value: end.value === null ? value : joined(end.value) } : end;
}

/** Runs one statement. */
export function execute(run: Run, node: Statement, scope: Environment): Completion {
  run.steps--;
  if (run.steps < 0) return NORMAL;
  switch (node.kind) {
    case 'variable':
      declare(run, node, scope);
      return NORMAL;
    case 'classDeclaration': {
      const value = makeClass(run, node.class, scope);
      if (node.class.name !== null) scope.names.set(node.class.name, value);
      return NORMAL;
    }
    case 'expression': {
      const value = evaluate(run, node.value, scope);
      return endsProcess(value) ? { kind: 'throw' } : NORMAL;
    }
    case 'return':
      return { kind: 'return', value: node.value === null ? UNDEFINED : evaluate(run, node.value, scope) };
    case 'throw':
      return { kind: 'throw' };
    case 'block':
      return executeAll(run, node.body, new Environment(scope.file, scope, scope.self));
    case 'labeled':
      return execute(run, node.body, scope);
    case 'if':
      return executeIf(run, node, scope);
    case 'forEach':
      return executeForEach(run, node, scope);
    case 'for':
      return executeFor(run, node, scope);
    case 'while':
      return executeUnknownLoop(run, node.body, scope);
    case 'switch':
      return executeSwitch(run, node, scope);
    case 'try':
      return executeTry(run, node, scope);
    case 'break':
      return { kind: 'break' };
    case 'continue':
      return { kind: 'continue' };
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

/** `process.exit()` and what throws for sure. */
function endsProcess(value: Value): boolean {
  return (
    value.kind === 'call' && value.callee.kind === 'global' && value.callee.path.join('.') === 'process.exit'
  );
}

function declare(run: Run, node: VariableStatement, scope: Environment): void {
  for (const { target, init } of node.declarations) {
    if (init === null && node.keyword === 'var') continue;
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
function joined(
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
  if (ends(first)) return { kind: 'perhaps', value: returned(first), when, returnsIf: true, rest: ifSecond };
  if (ends(second))
    return { kind: 'perhaps', value: returned(second), when, returnsIf: false, rest: ifFirst };
  if (first.kind === 'perhaps') return first;
  return second.kind === 'perhaps' ? second : NORMAL;
}

function executeForEach(run: Run, node: ForEach, scope: Environment): Completion {
  const values = evaluate(run, node.values, scope);
  const known = elementsOf(values, node.of);
  if (known === null) {
    const inner = new Environment(scope.file, scope, scope.self);
    const at = place(scope, node.values);
    bindPattern(run, node.target, unknown('the loop goes over what is not known', at), inner, 'let');
    return executeUnknownLoop(run, node.body, inner);
  }
  for (const value of known.slice(0, MAX_ROUNDS_OF_LOOP)) {
    const inner = new Environment(scope.file, scope, scope.self);
    bindPattern(run, node.target, value, inner, 'let');
    const end = execute(run, node.body, inner);
    if (end.kind === 'break') break;
    if (end.kind === 'return' || end.kind === 'throw') return end;
  }
  return NORMAL;
}

/** What a loop over a value goes through; `null` where that is not known. */
function elementsOf(value: Value, of: ForEach['of']): readonly Value[] | null {
  if (value.kind === 'array' && !value.isOpen) {
    return of === 'values'
      ? value.elements
      : value.elements.map((_, i): Value => ({ kind: 'string', value: String(i) }));
  }
  if (value.kind === 'object' && !value.isOpen && of === 'keys') {
    return [...value.entries.keys()].map((name): Value => ({ kind: 'string', value: name }));
  }
  return null;
}

function executeFor(run: Run, node: Extract<Statement, { kind: 'for' }>, scope: Environment): Completion {
  const outer = new Environment(scope.file, scope, scope.self);
  if (node.init !== null) execute(run, node.init, outer);
  for (let round = 0; ; round++) {
    const test = node.test === null ? null : truthOf(evaluate(run, node.test, outer));
    if (test === false) return NORMAL;
    if (test === null || round >= MAX_ROUNDS_OF_LOOP) return executeUnknownLoop(run, node.body, outer);
    const end = execute(run, node.body, new Environment(scope.file, outer, scope.self));
    if (end.kind === 'break') return NORMAL;
    if (end.kind === 'return' || end.kind === 'throw') return end;
    step(run, node.update, outer);
  }
}

/** `i++` and `--i` are steps that the tree tells by their sign alone. */
function step(run: Run, update: Extract<Statement, { kind: 'for' }>['update'], scope: Environment): void {
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

/** What a loop does whose rounds are not known: what it adds may be there any number of times. */
function executeUnknownLoop(run: Run, body: Statement, scope: Environment): Completion {
  return inLoop(run, 'a loop over what is not known', () => {
    const end = execute(run, body, new Environment(scope.file, scope, scope.self));
    return end.kind === 'return' ? { kind: 'return', value: end.value } : NORMAL;
  });
}

/** Runs something as often as a loop may. */
export function inLoop<T>(run: Run, reason: string, body: () => T): T {
  const before = run.loop;
  run.loop ??= reason;
  const result = body();
  run.loop = before;
  return result;
}

function executeSwitch(
  run: Run,
  node: Extract<Statement, { kind: 'switch' }>,
  scope: Environment,
): Completion {
  const subject = evaluate(run, node.subject, scope);
  const inner = new Environment(scope.file, scope, scope.self);
  const tests = node.cases.map(({ test }) =>
    test === null ? null : truthOf(binary('===', subject, evaluate(run, test, inner), place(scope, test))),
  );
  const hit = tests.indexOf(true);
  const isSettled = node.cases.every(
    ({ test }, i) => test === null || tests[i] !== null || (hit >= 0 && i > hit),
  );
  if (isSettled) {
    const first = hit >= 0 ? hit : node.cases.findIndex(({ test }) => test === null);
    const body = first < 0 ? [] : node.cases.slice(first).flatMap((one) => one.body);
    const end = executeAll(run, body, inner);
    return end.kind === 'break' ? NORMAL : end;
  }
  for (const { test, body } of node.cases) {
    const at = place(scope, test ?? node);
    bothWays(
      run,
      unknown('a switch', at),
      at,
      () => executeAll(run, body, inner),
      () => NORMAL,
    );
  }
  return NORMAL;
}

/** Nothing is known to throw: the handler is what may run instead. */
function executeTry(run: Run, node: Extract<Statement, { kind: 'try' }>, scope: Environment): Completion {
  if (node.handler !== null) run.tries++;
  const end = executeAll(run, node.body, new Environment(scope.file, scope, scope.self));
  if (node.handler !== null) {
    run.tries--;
    const { handler, param } = node;
    const at = place(scope, node);
    const inner = new Environment(scope.file, scope, scope.self);
    if (param !== null) bindPattern(run, param, unknown('what was thrown is not known', at), inner, 'let');
    bothWays(
      run,
      unknown('an error', at),
      at,
      () => executeAll(run, handler, inner),
      () => NORMAL,
    );
  }
  const last =
    node.finalizer === null
      ? NORMAL
      : executeAll(run, node.finalizer, new Environment(scope.file, scope, scope.self));
  return last.kind === 'normal' ? end : last;
}
