// express/auth-failure-calls-next: a token that does not verify leads to next(), and nobody asks for the user.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import type { Outcome } from '../../model/decision';
import { type ExpressContext, expressRule, fixOf, handlersWhere, type PlacedHandler } from '../express-rule';
import { type Trial, trialsOf } from '../express-shared/ends';
import { type FailedCheck, failedChecks, isVerifyingIn, loneNext } from '../express-shared/failed-checks';
import { guardName, stopperOf } from '../express-shared/refusal';
import { namesPutOn, useOf } from '../express-shared/user-reads';

export const rule = expressRule({
  id: 'express/auth-failure-calls-next',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A guard calls next() for a token that does not verify, and no function behind it asks for the user.',
  *check(context) {
    const seen = new Set<FailedCheck['next']['node']>();
    for (const placed of verifying(context)) {
      const { source } = placed.handler.behaviour;
      if (source.kind !== 'written') continue;
      const { node } = source.function;
      const found = failedChecks(context, node);
      const all = found.length > 0 ? found : loneNext(context, node);
      const check = all.find(({ next }) => !seen.has(next.node));
      const open = check === undefined ? null : openRoute(context, placed, found.length > 0);
      if (check === undefined || open === null) continue;
      seen.add(check.next.node);
      yield report(context, placed, check, open);
    }
  },
});

const verifying = handlersWhere(({ handler: { behaviour, arity } }) => {
  const { source } = behaviour;
  return source.kind === 'written' && arity !== 4 && isVerifyingIn(source.function.node);
});

type Open = { readonly route: RouteEntry; readonly trial: Trial; readonly status: number };

/** A route behind a guard that answers a request with a wrong token as if it were somebody's. */
function openRoute(context: ExpressContext, placed: PlacedHandler, isWritten: boolean): Open | null {
  for (const route of context.routes) {
    const { met, gaps } = context.frontOf(route);
    if (gaps.length > 0 || met.every(({ handler }) => handler !== placed.handler)) continue;
    const open = openBehind(context, placed, route, isWritten);
    // A guard whose text shows no failing check is asked about once, and speaks for all its routes.
    if (open !== null || !isWritten) return open;
  }
  return null;
}

function openBehind(
  context: ExpressContext,
  placed: PlacedHandler,
  route: RouteEntry,
  isWritten: boolean,
): Open | null {
  const trial = trialsOf(context, route).find(
    ({ kind, request }) => kind === 'wrong' && (request.headers.length > 0 || request.target.includes('?')),
  );
  if (trial === undefined) return null;
  const decision = context.decide(trial.request);
  const status = answeredStatus(decision.outcome);
  // A guard that answers such tokens itself, be it with 500, calls no next() for them.
  const goesOn = stopperOf(context, route, decision)?.handler !== placed.handler;
  return status !== null && goesOn && isMeantForUsers(context, placed, route, isWritten)
    ? { route, trial, status }
    : null;
}

/** The status of an answer that refuses nobody: a good one, 404 of a handler, or 500 of one that misses the user. */
function answeredStatus(outcome: Outcome): number | null {
  if (outcome.kind === 'passed') return outcome.status;
  if (outcome.kind !== 'responded' || (outcome.status !== 500 && outcome.status !== 404)) return null;
  // What a handler does not find was looked for; Express's own 404 says that there is no route.
  return outcome.status === 404 && outcome.at === null ? null : outcome.status;
}

/** Whether no token at all is refused here, or a handler behind takes the user for granted. */
function isMeantForUsers(
  context: ExpressContext,
  { handler }: PlacedHandler,
  route: RouteEntry,
  isWritten: boolean,
): boolean {
  const bare = trialsOf(context, route).find(({ kind }) => kind === 'bare');
  if (bare !== undefined) {
    const { outcome } = context.decide(bare.request);
    if (outcome.kind === 'challenged' || outcome.kind === 'forbidden') return true;
  }
  const { source } = handler.behaviour;
  // Where no branch of the text shows that the check fails, only the refusal of no token at all tells what is meant.
  if (source.kind !== 'written' || !isWritten) return false;
  const names = namesPutOn(source.function.node);
  const { met } = context.frontOf(route);
  const behind = met.slice(met.findIndex((one) => one.handler === handler) + 1);
  const uses = behind.map((one) => {
    const { source: other } = one.handler.behaviour;
    return other.kind === 'written' ? useOf(other.function.node, names) : 'none';
  });
  return uses.includes('reads') && !uses.includes('asks');
}

function report(
  context: ExpressContext,
  placed: PlacedHandler,
  { next, isOwn }: FailedCheck,
  { route, trial, status }: Open,
): Report {
  const response = placed.handler.behaviour.source;
  const target = response.kind === 'written' ? response.function.node.params[1]?.target : undefined;
  const name = target?.kind === 'identifier' ? target.name : null;
  return {
    at: next.at,
    message: `${guardName(placed)} calls next() for a token that does not verify, and ${trial.request.method} ${route.path} then answers ${status}: answer 401.`,
    related: [{ ...route.at, message: `${route.path} is reached with a wrong token.` }],
    witness: { request: trial.request, expect: { status } },
    fixes:
      isOwn && name !== null
        ? fixOf('Answer 401', 'review', context.change.replace(next.at, `${name}.sendStatus(401)`))
        : [],
  };
}
