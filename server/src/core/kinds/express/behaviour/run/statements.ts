// The statements of a handler, run one after the other.
import type { Expression, ForEach, If, Statement, Switch, Try } from '../../../../syntax/js/tree';
import type { Place } from '../../../../text/span';
import { type Datum, UNDEFINED } from '../datum';
import { bind, closure, evaluate } from './expressions';
import type { Frame } from './frame';
import { keysOf, loopItemsOf } from './iterate';
import { GivenUp, type Machine, Thrown } from './machine';
import { accepted } from './refusals';
import { goingOn, resumable, through } from './suspended';
import { areEqual, isTrue } from './truth';

/** How a statement leaves: to the next one, out of the function, or out of a loop. */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Datum; readonly at: Place }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null };

const NORMAL: Completion = { kind: 'normal' };
const NO_LABELS: readonly string[] = [];

/** A loop whose condition stays true for so many rounds is not followed. */
const MAX_ROUNDS = 1000;

/** Runs statements in a frame; what functions are declared among them is known from the start. */
export function runStatements(machine: Machine, statements: readonly Statement[], frame: Frame): Completion {
  for (const statement of statements) {
    if (statement.kind === 'functionDeclaration' && statement.function.name !== null) {
      frame.declare(statement.function.name, closure(machine, statement.function, frame));
    }
  }
  return runFrom(machine, statements, 0, frame);
}

function runFrom(
  machine: Machine,
  statements: readonly Statement[],
  start: number,
  frame: Frame,
): Completion {
  for (let i = start; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) continue;
    try {
      const completion = runStatement(machine, statement, frame);
      if (completion.kind !== 'normal') return completion;
    } catch (problem) {
      const rest = (left: Completion) =>
        left.kind === 'normal' ? runFrom(machine, statements, i + 1, frame) : left;
      throw goingOn(
        problem,
        () => runStatement(machine, statement, frame),
        (resume) => through(resume, rest),
      );
    }
  }
  return NORMAL;
}

/** The call that a statement makes without waiting for it; `null` where it makes none, or waits. */
function leftIn(node: Expression | null): Expression | null {
  switch (node?.kind) {
    case 'call':
      // What is called when it has ended is for later too.
      return node.callee.kind === 'member' && /^(?:then|catch|finally)$/.test(node.callee.name)
        ? leftIn(node.callee.object)
        : node;
    case 'unary':
      return leftIn(node.operand);
    case 'assign':
      return leftIn(node.value);
    case 'logical':
      return leftIn(node.right);
    default:
      return null;
  }
}

/**
 * Whether two conditions tell development from production, with nothing for what is neither: a program that would
 * leave requests without an answer there is taken to be started as one of both.
 */
function tellsEnvironments(first: If, second: If): boolean {
  const names = [first, second].map(({ test }) => environmentIn(test));
  return second.whenFalse === null && names.includes('development') && names.includes('production');
}

/** The text that `process.env.NODE_ENV` is compared with. */
function environmentIn(test: Expression): string | null {
  if (test.kind !== 'binary' || !/^===?$/.test(test.operator) || test.right.kind !== 'string') return null;
  const { left } = test;
  if (left.kind !== 'member' || left.name !== 'NODE_ENV' || left.object.kind !== 'member') return null;
  const { object, name } = left.object;
  return object.kind === 'identifier' && object.name === 'process' && name === 'env'
    ? test.right.value
    : null;
}

/** `labels` are those that stand before the statement: a loop goes on with its next round for each of them. */
function runStatement(
  machine: Machine,
  node: Statement,
  frame: Frame,
  labels: readonly string[] = NO_LABELS,
): Completion {
  machine.step(frame, node);
  switch (node.kind) {
    case 'expression': {
      machine.left = leftIn(node.value);
      const value = evaluate(machine, node.value, frame);
      if (node.value.kind === 'await') accepted(machine, value, true);
      if (value.kind === 'promise') machine.unawaited.push(value);
      return NORMAL;
    }
    case 'variable':
      for (const { target, init } of node.declarations) {
        const owner = node.keyword === 'var' ? frame.functionFrame : frame;
        if (init === null && node.keyword === 'var') {
          // It leaves a parameter or an earlier variable of that name as it is.
          if (target.kind === 'identifier') owner.declareUndefined(target.name);
          continue;
        }
        machine.left = leftIn(init);
        const value = init === null ? UNDEFINED : evaluate(machine, init, frame);
        bind(machine, target, value, frame, (name, bound) => owner.declare(name, bound));
      }
      return NORMAL;
    case 'return':
      return {
        kind: 'return',
        value: node.value === null ? UNDEFINED : evaluate(machine, node.value, frame),
        at: frame.place(node),
      };
    case 'if':
      if (isTrue(machine, evaluate(machine, node.test, frame)))
        return runStatement(machine, node.whenTrue, frame);
      if (node.whenFalse?.kind === 'if' && tellsEnvironments(node, node.whenFalse))
        return runStatement(machine, node.whenFalse.whenTrue, frame);
      return node.whenFalse === null ? NORMAL : runStatement(machine, node.whenFalse, frame);
    case 'block':
      return runStatements(machine, node.body, frame.inner());
    case 'throw':
      throw new Thrown(
        node.value === null ? UNDEFINED : evaluate(machine, node.value, frame),
        frame.place(node),
      );
    case 'try':
      return runTry(machine, node, frame);
    case 'switch':
      return runSwitch(machine, node, frame);
    case 'forEach':
      return runForEach(machine, node, frame, labels);
    case 'for':
    case 'while':
      return runLoop(machine, node, frame, labels);
    case 'break':
    case 'continue':
      return { kind: node.kind, label: node.label };
    case 'labeled': {
      return through(
        () => runStatement(machine, node.body, frame, [...labels, node.label]),
        (completion) =>
          completion.kind === 'break' && completion.label === node.label ? NORMAL : completion,
      );
    }
    case 'functionDeclaration':
    case 'nothing':
      return NORMAL;
    default:
      throw new GivenUp('a statement that is not followed', frame.place(node));
  }
}

function runTry(
  machine: Machine,
  node: Try,
  frame: Frame,
  run: () => Completion = () => runProtected(machine, node, frame),
): Completion {
  const { finalizer } = node;
  if (finalizer === null) return run();
  const last = () => runStatements(machine, finalizer, frame.inner());
  let completion: Completion;
  try {
    completion = resumable(run, (resume) => runTry(machine, node, frame, resume));
  } catch (problem) {
    // Also what leaves by a throw runs the `finally` block.
    if (!(problem instanceof Thrown)) throw problem;
    return through(last, (left) => {
      if (left.kind === 'normal') throw problem;
      return left;
    });
  }
  return through(last, (left) => (left.kind === 'normal' ? completion : left));
}

function runProtected(
  machine: Machine,
  node: Try,
  frame: Frame,
  run: () => Completion = () => runStatements(machine, node.body, frame.inner()),
): Completion {
  if (node.handler === null) return run();
  machine.catchers++;
  let thrown: Thrown;
  try {
    return resumable(run, (resume) => runProtected(machine, node, frame, resume));
  } catch (problem) {
    if (!(problem instanceof Thrown)) throw problem;
    thrown = problem;
  } finally {
    machine.catchers--;
  }
  const inner = frame.inner();
  if (node.param !== null) {
    bind(machine, node.param, thrown.datum, inner, (name, value) => inner.declare(name, value));
  }
  return runStatements(machine, node.handler, inner);
}

function runSwitch(machine: Machine, node: Switch, frame: Frame): Completion {
  const subject = evaluate(machine, node.subject, frame);
  const inner = frame.inner();
  const chosen = node.cases.findIndex(
    ({ test }) =>
      test !== null && isTrue(machine, areEqual(machine, subject, evaluate(machine, test, inner), false)),
  );
  const start = chosen >= 0 ? chosen : node.cases.findIndex(({ test }) => test === null);
  if (start < 0) return NORMAL;
  const runCases = ([first, ...rest]: Switch['cases']): Completion =>
    first === undefined
      ? NORMAL
      : through(
          () => runStatements(machine, first.body, inner),
          (completion) => (completion.kind === 'normal' ? runCases(rest) : completion),
        );
  return through(
    () => runCases(node.cases.slice(start)),
    (completion) => (completion.kind === 'break' && completion.label === null ? NORMAL : completion),
  );
}

function runForEach(machine: Machine, node: ForEach, frame: Frame, labels: readonly string[]): Completion {
  const at = { file: frame.file, span: node.span };
  const values = evaluate(machine, node.values, frame);
  const items = node.of === 'values' ? loopItemsOf(machine, values, at) : keysOf(machine, values, at);
  const runRounds = (first: number): Completion => {
    for (let i = first; i < items.length; i++) {
      const inner = frame.inner();
      bind(machine, node.target, items[i] ?? UNDEFINED, inner, (name, value) => inner.declare(name, value));
      const completion = resumable(
        () => runStatement(machine, node.body, inner),
        (resume) => through(resume, (ended) => leavingLoop(ended, labels) ?? runRounds(i + 1)),
      );
      const left = leavingLoop(completion, labels);
      if (left !== null) return left;
    }
    return NORMAL;
  };
  return runRounds(0);
}

function runLoop(
  machine: Machine,
  node: Extract<Statement, { kind: 'for' | 'while' }>,
  frame: Frame,
  labels: readonly string[],
): Completion {
  const at = { file: frame.file, span: node.span };
  const runRounds = (first: number, start: Frame): Completion => {
    let inner = start;
    for (let round = first; round < MAX_ROUNDS; round++) {
      if (round > 0) {
        inner = inner.again();
        if (node.kind === 'for' && node.update !== null) evaluate(machine, node.update, inner);
      }
      const isFirstOfDo = node.kind === 'while' && node.isPostTest && round === 0;
      const test = node.test === null || isFirstOfDo ? null : atOnce(machine, node.test, inner);
      if (test !== null && test.kind === 'unknown') throw new GivenUp('a loop whose end is not known', at);
      if (test !== null && !isTrue(machine, test)) return NORMAL;
      const body = inner;
      const completion = resumable(
        () => runStatement(machine, node.body, body),
        (resume) => through(resume, (ended) => leavingLoop(ended, labels) ?? runRounds(round + 1, body)),
      );
      const left = leavingLoop(completion, labels);
      if (left !== null) return left;
    }
    throw new GivenUp('a loop whose end is not known', at);
  };
  const outer = frame.inner();
  if (node.kind === 'for' && node.init !== null) runStatement(machine, node.init, outer);
  return runRounds(0, outer);
}

/** The test of a loop is not left in the middle: all of the loop would be run again. */
function atOnce(machine: Machine, test: Expression, frame: Frame): Datum {
  const before = machine.isSuspending;
  machine.isSuspending = false;
  try {
    return evaluate(machine, test, frame);
  } finally {
    machine.isSuspending = before;
  }
}

/** How a round leaves its loop; `null` where the next round follows. */
function leavingLoop(completion: Completion, labels: readonly string[]): Completion | null {
  switch (completion.kind) {
    case 'normal':
      return null;
    case 'return':
      return completion;
    case 'break':
      return completion.label === null ? NORMAL : completion;
    case 'continue':
      return completion.label === null || labels.includes(completion.label) ? null : completion;
  }
}
