// express/forbidden-answered-401: somebody who is logged in and may not is told to log in.
import type { Report } from '../../findings/finding';
import type { Statement } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { guardName, refusalOf } from '../express-shared/refusal';
import { type RefusingBranch, refusingBranches } from '../express-shared/refusing-branches';
import { roleTest } from '../express-shared/role-checks';
import { roleWitness } from '../express-shared/role-witnesses';
import { isLoginRoute } from '../express-shared/route-names';

export const rule = expressRule({
  id: 'express/forbidden-answered-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A user who is logged in and lacks a role gets 401, which tells clients that the login is at fault.',
  *check(context) {
    for (const branch of refusingBranches(context)) {
      const test = roleTest(branch.test, branch.within);
      const handler = handlerOf(context, branch);
      if (test === null || (handler === null && !test.presumes)) continue;
      if (handler !== null && (isForLogin(context, handler) || isForStrangers(context, handler, branch)))
        continue;
      const isUserSure =
        test.presumes || asksForUser(branch) || (handler !== null && isBehindGuard(context, handler));
      const witness = isUserSure ? roleWitness(context, branch) : null;
      if (isUserSure && (witness !== null || !branch.isReturned))
        yield report(context, branch, handler, witness);
    }
  },
});

/** The function of the stack that a branch stands in. */
function handlerOf(context: ExpressContext, { within, at }: RefusingBranch): PlacedHandler | null {
  return (
    context.handlers.find(({ handler }) => {
      const { source } = handler.behaviour;
      if (source.kind !== 'written') return false;
      const { node } = source.function;
      const isAround = node.span.start <= within.span.start && within.span.end <= node.span.end;
      return node === within || (source.function.at.file === at.file && isAround);
    }) ?? null
  );
}

/** Whether a handler is that of a login, which may well call somebody without the role unknown. */
function isForLogin(context: ExpressContext, { handler }: PlacedHandler): boolean {
  return context.routes.some(
    (route) => isLoginRoute(route) && route.handlers.some((one) => one.handler === handler),
  );
}

/** Whether the same answer is given to requests without credentials: then one check mixes both. */
function isForStrangers(
  context: ExpressContext,
  { handler }: PlacedHandler,
  { at }: RefusingBranch,
): boolean {
  return context.routes.some((route) => {
    const isMet = context.frontOf(route).met.some((one) => one.handler === handler);
    const request = isMet ? context.bareRequest(route) : null;
    const answered = request === null ? null : context.decide(request).outcome.at;
    return answered !== null && samePlace(answered, at);
  });
}

/** Whether the function turns away requests without a user before it comes to the test. */
function asksForUser({ within, test }: RefusingBranch): boolean {
  return within.body.some((statement) => statement.span.end <= test.span.start && isUserCheck(statement));
}

/** `if (!req.user) return …` */
function isUserCheck(statement: Statement): boolean {
  if (statement.kind !== 'if') return false;
  let isAbsent = false;
  walk(statement.test, (one) => {
    if (one.kind !== 'unary' || one.operator !== '!') return;
    const { operand } = one;
    const name = operand.kind === 'member' || operand.kind === 'identifier' ? operand.name : '';
    if (/^(?:user|currentUser|auth|session|payload|decoded|token)$/.test(name)) isAbsent = true;
  });
  return isAbsent;
}

/** Whether every route that meets a handler is refused by another one if nobody is logged in. */
function isBehindGuard(context: ExpressContext, { handler }: PlacedHandler): boolean {
  const routes = context.routes.filter((route) =>
    context.frontOf(route).met.some((one) => one.handler === handler),
  );
  return (
    routes.length > 0 &&
    routes.every((route) => {
      const refusal = refusalOf(context, route);
      return refusal !== null && refusal.by.handler !== handler;
    })
  );
}

function report(
  context: ExpressContext,
  { at, number, test }: RefusingBranch,
  handler: PlacedHandler | null,
  witness: Report['witness'],
): Report {
  const asked =
    witness === null || witness === undefined
      ? ''
      : ` on ${witness.request.method} ${witness.request.target}`;
  const who = handler === null ? `A check${asked}` : guardName(handler);
  const name = who === 'the guard' ? 'The handler' : who;
  return {
    at,
    message: `${name} answers 401 to users who are logged in and may not: clients log out or log in again. Answer 403.`,
    related: [{ file: at.file, span: test.span, message: 'What is asked here is what a user may do.' }],
    witness: witness ?? null,
    fixes: number === null ? [] : fixOf('Answer 403', 'safe', context.change.replace(number, '403')),
  };
}
