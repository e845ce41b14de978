// Branches of handlers that answer 401, with the condition that leads there.
import type { Argument, Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { writtenAnswers } from './answers';
import { leadsTo, mayLeave, statementsOf } from './flow';
import { refusingValues } from './refusing-values';

/** A 401 that is answered where a condition is met, or is not. */
export type RefusingBranch = {
  readonly test: Expression;
  readonly within: FunctionNode;
  /** The answer, or the error that is made. */
  readonly at: Place;
  /** The number 401; `null` where it is written in another way. */
  readonly number: Place | null;
  /** Whether it is only returned, so that another function may make it the answer. */
  readonly isReturned: boolean;
};

type Refusal = {
  readonly node: Expression;
  readonly at: Place;
  readonly number: Place | null;
  readonly within: FunctionNode;
  readonly isReturned: boolean;
};

/** Every 401 of the program that stands right behind one condition. */
export function refusingBranches(context: ExpressContext): readonly RefusingBranch[] {
  const byFunction = new Map<FunctionNode, Refusal[]>();
  for (const refusal of refusalsIn(context)) {
    const list = byFunction.get(refusal.within) ?? [];
    byFunction.set(refusal.within, [...list, refusal]);
  }
  return [...byFunction].flatMap(([within, refusals]) => branchesOf(within, refusals));
}

function refusalsIn(context: ExpressContext): readonly Refusal[] {
  const answers = writtenAnswers(context).answers.flatMap(
    ({ node, at, status, isSent, steps, within }): Refusal[] => {
      const around = within.at(-1);
      if (status !== 401 || !isSent || around === undefined) return [];
      const given = steps.find(({ name }) => /^(?:status|sendStatus|writeHead)$/.test(name))?.args[0];
      return [{ node, at, number: numberAt(given, at.file), within: around, isReturned: false }];
    },
  );
  const errors = context.callsOf('http-errors').flatMap(({ node, at, args, callee, within }): Refusal[] => {
    const around = within.at(-1);
    const [first] = args;
    const isUnauthorized =
      (first?.kind === 'number' && first.value === 401) ||
      (callee.kind === 'package' && callee.path.at(-1) === 'Unauthorized');
    return isUnauthorized && around !== undefined
      ? [{ node, at, number: numberAt(node.args[0], at.file), within: around, isReturned: false }]
      : [];
  });
  const values = context.everything.modules
    .flatMap(refusingValues)
    .map(({ isError, ...value }): Refusal => ({ ...value, isReturned: !isError }));
  return [...answers, ...errors, ...values];
}

function numberAt(given: Argument | undefined, file: string): Place | null {
  return given?.kind === 'number' && given.value === 401 ? { file, span: given.span } : null;
}

function branchesOf(within: FunctionNode, refusals: readonly Refusal[]): readonly RefusingBranch[] {
  const branches: RefusingBranch[] = [];
  const add = (test: Expression, statements: readonly Statement[]) => {
    const refusal = refusals.find(({ node }) => statements.some((one) => refuses(one, node)));
    if (refusal !== undefined) branches.push({ ...refusal, test });
  };
  for (const { statement, ahead } of statementsOf(within)) {
    if (statement.kind === 'if') {
      add(statement.test, listOf(statement.whenTrue));
      if (statement.whenFalse !== null) add(statement.test, listOf(statement.whenFalse));
      // What follows a branch that is left is its other side.
      else if (leaves(statement.whenTrue))
        add(
          statement.test,
          (ahead[0] ?? []).slice(0, 2).filter((one) => one.kind !== 'if'),
        );
    }
    const asked =
      statement.kind === 'for' || statement.kind === 'forEach' ? passingTest(statement.body) : null;
    if (asked !== null) add(asked, (ahead[0] ?? []).slice(0, 1));
    const value = statement.kind === 'expression' || statement.kind === 'return' ? statement.value : null;
    const [given] = value?.kind === 'call' ? value.args : [];
    for (const one of [value, given]) {
      if (one?.kind !== 'conditional') continue;
      const refusal = refusals.find(({ node }) => one.whenTrue === node || one.whenFalse === node);
      if (refusal !== undefined) branches.push({ ...refusal, test: one.test });
    }
  }
  return branches;
}

/** What a loop asks of each round, where a yes leaves the function: behind the loop is the no of all. */
function passingTest(body: Statement): Expression | null {
  const [only, ...others] = listOf(body);
  return only?.kind === 'if' && others.length === 0 && leaves(only.whenTrue) ? only.test : null;
}

function listOf(statement: Statement): readonly Statement[] {
  return statement.kind === 'block' ? statement.body : [statement];
}

function leaves(statement: Statement): boolean {
  return listOf(statement).some((one) => (one.kind === 'return' || one.kind === 'throw') && mayLeave(one));
}

/** Whether a statement answers, throws the error, or gives it to a function such as next(). */
function refuses(statement: Statement, node: Expression): boolean {
  if (statement.kind !== 'expression' && statement.kind !== 'return' && statement.kind !== 'throw')
    return false;
  const { value } = statement;
  if (value === null) return false;
  return leadsTo(value, node) || (value.kind === 'call' && value.args.some((arg) => arg === node));
}
