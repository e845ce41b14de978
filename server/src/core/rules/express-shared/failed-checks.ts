// Where a handler goes on although the check of a token has failed.
import type { Call, Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { some, walk } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';
import { type NextCall, writtenAnswers } from './answers';
import { mayLeave, statementsOf, surelyAhead } from './flow';

export type FailedCheck = {
  /** The `next()` that runs for a token that does not verify. */
  readonly next: NextCall;
  /** Whether it runs for such tokens only. */
  readonly isOwn: boolean;
};

const VERIFYING =
  /^(?:jwt)?_?verify(?:Token|Jwt|Async|IdToken|AccessToken|SessionCookie)?$|^jwtVerify$|^(?:decode|validate)(?:Token|Jwt)$/i;

const verifying = new WeakMap<FunctionNode, boolean>();

/** Whether a function has something verified, so that the check may fail. */
export function isVerifyingIn(within: FunctionNode): boolean {
  const known = verifying.get(within) ?? verifies(within);
  verifying.set(within, known);
  return known;
}

/** The calls of `next()` in a function to which a failed check of a token leads. */
export function failedChecks(context: ExpressContext, within: FunctionNode): readonly FailedCheck[] {
  if (!isVerifyingIn(within)) return [];
  const { nextAt, answerAt } = writtenAnswers(context);
  const nextIn = (lists: readonly (readonly Statement[])[]): NextCall | null => {
    const found = surelyAhead(lists, (node) => nextAt.get(node)?.node.args.length === 0);
    return found === null ? null : (nextAt.get(found) ?? null);
  };
  const answers = (list: readonly Statement[]) =>
    list.some((one) => some(one, (node) => answerAt.has(node) || nextAt.has(node)));
  const found: FailedCheck[] = [];
  const add = (next: NextCall | null, isOwn: boolean) => {
    if (next !== null && found.every((one) => one.next !== next)) found.push({ next, isOwn });
  };
  for (const node of allIn(within, 'function')) {
    for (const { statement, ahead, isFollowed } of statementsOf(node)) {
      if (statement.kind !== 'try' || statement.handler === null || !statement.body.some(verifies)) continue;
      add(nextIn([statement.handler]), true);
      const { handler, finalizer } = statement;
      if (finalizer !== null && !answers(handler)) add(nextIn([finalizer]), false);
      if (isFollowed && !answers(handler) && !handler.some(mayLeave)) add(nextIn(ahead), false);
    }
  }
  for (const call of allIn(within, 'call')) {
    const callback = call.args.at(-1);
    if (callback?.kind !== 'function') continue;
    if (isVerifying(call)) addCallback(callback, nextIn, answers, add);
    const isCatch = call.callee.kind === 'member' && call.callee.name === 'catch';
    if (isCatch && call.callee.kind === 'member' && verifies(call.callee.object))
      add(nextIn([callback.body]), true);
  }
  return found;
}

/** The only `next()` of a function that has something verified, whatever that comes to. */
export function loneNext(context: ExpressContext, within: FunctionNode): readonly FailedCheck[] {
  const { nextAt } = writtenAnswers(context);
  const nexts = allIn(within, 'call').flatMap((call) => nextAt.get(call) ?? []);
  const [next] = nexts;
  return next !== undefined && nexts.length === 1 && next.node.args.length === 0
    ? [{ next, isOwn: false }]
    : [];
}

/** `(error, payload) => …`: the branch for errors goes on, or nobody looks at the error. */
function addCallback(
  callback: FunctionNode,
  nextIn: (lists: readonly (readonly Statement[])[]) => NextCall | null,
  answers: (list: readonly Statement[]) => boolean,
  add: (next: NextCall | null, isOwn: boolean) => void,
): void {
  const error = callback.params[0]?.target;
  if (error?.kind !== 'identifier') return;
  const { name } = error;
  const branches = callback.body.filter((one) => one.kind === 'if' && names(one.test, name));
  for (const branch of branches) {
    if (branch.kind !== 'if') continue;
    const { test, whenTrue, whenFalse } = branch;
    const isForError = test.kind === 'identifier' && test.name === name;
    const isForGood = test.kind === 'unary' && test.operator === '!' && names(test.operand, name);
    if (isForError) add(nextIn([[whenTrue]]), true);
    if (isForGood && whenFalse !== null) add(nextIn([[whenFalse]]), true);
    const isLeft = isForError
      ? mayLeave(whenTrue) || answers([whenTrue])
      : !isForGood || mayLeave(whenTrue) || answers([whenTrue]);
    if (isLeft || (whenFalse !== null && !isForError)) return;
  }
  add(nextIn([callback.body]), false);
}

function names(expression: Expression, name: string): boolean {
  return some(expression, (node) => node.kind === 'identifier' && node.name === name);
}

function verifies(node: Expression | Statement): boolean {
  return some(node, (one) => one.kind === 'call' && isVerifying(one));
}

function isVerifying({ callee }: Call): boolean {
  if (callee.kind === 'member' || callee.kind === 'identifier') return VERIFYING.test(callee.name);
  return (
    callee.kind === 'call' &&
    callee.args.some((arg) => arg.kind !== 'spread' && 'name' in arg && VERIFYING.test(arg.name ?? ''))
  );
}

function allIn<K extends (FunctionNode | Call)['kind']>(within: FunctionNode, kind: K): readonly OfKind<K>[] {
  const isOne = (one: Expression | Statement): one is OfKind<K> => one.kind === kind;
  const found: OfKind<K>[] = [];
  walk(within, (one) => {
    if (isOne(one)) found.push(one);
    return undefined;
  });
  return found;
}

type OfKind<K> = Extract<Expression, { readonly kind: K }>;
