// How a function surely goes on behind a statement that answers: to next(), to another answer, or into a failure.
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isSending, type WrittenAnswer, writtenAnswers } from './answers';
import { mayLeave, type Placed, statementsOf, surelyAhead } from './flow';

export type GoesOn = {
  /** `absent`: to a member of what was found to be absent; `checked`: to a deed, and then to `if (!res.headersSent)`. */
  readonly to: 'next' | 'answer' | 'absent' | 'checked';
  readonly at: Place;
};

/** What surely follows an answer that stands in a statement of a function; `null` for nothing that matters. */
export function goesOnBehind(
  context: ExpressContext,
  { ahead, statement }: Placed,
  { at: { file } }: WrittenAnswer,
  around: FunctionNode,
): GoesOn | null {
  const { answerAt, nextAt } = writtenAnswers(context);
  const goal = surelyAhead(ahead, (node) => {
    const next = nextAt.get(node);
    return next === undefined ? sendsMore(answerAt.get(node)) : next.node.args.length === 0;
  });
  if (goal !== null) return { to: nextAt.has(goal) ? 'next' : 'answer', at: { file, span: goal.span } };
  const name = absentName(statement, around);
  const read =
    name === null
      ? null
      : surelyAhead(
          ahead,
          (node) =>
            node.kind === 'member' &&
            !node.isOptional &&
            node.object.kind === 'identifier' &&
            node.object.name === name,
        );
  if (read !== null) return { to: 'absent', at: { file, span: read.span } };
  const deed = deedInFrontOfCheck(ahead.flat());
  return deed === null ? null : { to: 'checked', at: { file, span: deed.span } };
}

/** What is done for a refused request as well, in front of what only runs where no headers were sent. */
function deedInFrontOfCheck(ahead: readonly Statement[]): Statement | null {
  const end = ahead.findIndex((one) => mayLeave(one) || asksHeadersSent(one));
  const last = ahead[end];
  if (last === undefined || !asksHeadersSent(last)) return null;
  return ahead.slice(0, end).find(isDeed) ?? null;
}

/** `if (!res.headersSent) …` */
function asksHeadersSent(statement: Statement): boolean {
  if (statement.kind !== 'if' || statement.test.kind !== 'unary') return false;
  const { operator, operand } = statement.test;
  return operator === '!' && operand.kind === 'member' && operand.name === 'headersSent';
}

/** A statement that changes something, or has it changed: no look, and no line in a log. */
function isDeed(statement: Statement): boolean {
  if (statement.kind !== 'expression') return false;
  const value = statement.value.kind === 'await' ? statement.value.value : statement.value;
  if (value.kind !== 'call') return value.kind === 'assign';
  let { callee } = value;
  while (callee.kind === 'member' || callee.kind === 'call')
    callee = callee.kind === 'member' ? callee.object : callee.callee;
  return callee.kind !== 'identifier' || !/^(?:console|res|response|reply|log\w*|debug)$/i.test(callee.name);
}

/** Whether an answer sends headers again; a plain `end()` behind another answer does nothing. */
function sendsMore(answer: WrittenAnswer | undefined): boolean {
  return answer?.isSent === true && answer.steps.some(({ name }) => name !== 'end' && isSending(name));
}

/** The name of what `if (!name)` has found absent around a statement. */
function absentName(statement: Placed['statement'], around: FunctionNode): string | null {
  for (const { statement: outer } of statementsOf(around)) {
    if (outer.kind !== 'if') continue;
    const { whenTrue, test } = outer;
    const isInside =
      whenTrue === statement || (whenTrue.kind === 'block' && whenTrue.body.includes(statement));
    if (isInside) return absentIn(test);
  }
  return null;
}

function absentIn(test: Expression): string | null {
  if (test.kind === 'unary' && test.operator === '!' && test.operand.kind === 'identifier')
    return test.operand.name;
  if (test.kind !== 'binary' || !/^===?$/.test(test.operator) || test.left.kind !== 'identifier') return null;
  const { right } = test;
  const isNothing = right.kind === 'null' || (right.kind === 'identifier' && right.name === 'undefined');
  return isNothing ? test.left.name : null;
}
