// express/response-not-ended-after-401: the status 401 is set, and nothing is ever sent.
import type { Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Change } from '../../kinds/express/edits';
import { perModule } from '../../kinds/express/program/everything';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { comparePlaces, type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { answersIn, assignedStatuses, type WrittenAnswer } from '../express-shared/answers';
import { endsOf, type Trial, trialsOf } from '../express-shared/ends';
import { leadsTo, statementsOf, usesAny } from '../express-shared/flow';
import { isInAny, isInside } from '../express-shared/function-places';
import { isInStack } from '../express-shared/handler-names';
import { reachedFrom } from '../express-shared/reached';

export const rule = expressRule({
  id: 'express/response-not-ended-after-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'The status 401 is set and no answer is sent, so the client waits until it gives up.',
  *check(context) {
    const faults = [...writtenFaults(context)];
    for (const shown of shownFaults(context)) {
      const same = faults.find(({ at }) => samePlace(at, shown.at));
      if (same === undefined) faults.push(shown);
      else same.trial ??= shown.trial;
    }
    for (const fault of faults.sort((a, b) => comparePlaces(a.at, b.at))) yield report(context, fault);
  },
});

type Fault = { readonly at: Place; readonly status: number; readonly change: Change; trial: Trial | null };

/** Handlers that set the status, and then surely do nothing with `res` or `next` any more. */
function* writtenFaults(context: ExpressContext): Generator<Fault> {
  for (const answer of context.everything.modules.flatMap(unsentIn)) {
    const around = answer.within.at(-1);
    if (around === undefined || !isInStack(context, around)) continue;
    const placed = statementsOf(around).find(({ statement }) => isNothingElse(statement, answer.node));
    if (placed === undefined || !placed.isFollowed) continue;
    const isLast = placed.statement.kind === 'return' || !usesAny(placed.ahead, namesOf(around));
    if (isLast && answer.status !== null) yield faultOf(context, answer, answer.status, null);
  }
}

const unsentIn = perModule((texts) => answersIn(texts).answers.filter(isUnsent));

function isUnsent({ status, isSent, steps }: WrittenAnswer): boolean {
  const isPlain = steps.every(({ name }) =>
    /^(?:status|set|header|setHeader|type|vary|append|cookie)$/.test(name),
  );
  const isRefusal = status === 401 || status === 403 || (status === null && steps[0]?.name === 'status');
  return isRefusal && !isSent && isPlain;
}

function isNothingElse(statement: Statement, node: Expression): boolean {
  if (statement.kind !== 'expression' && statement.kind !== 'return') return false;
  return statement.value !== null && leadsTo(statement.value, node);
}

function namesOf({ params }: FunctionNode): ReadonlySet<string> {
  return new Set(
    params.flatMap(({ target }) => (target.kind === 'identifier' ? [target.name] : [])).slice(1),
  );
}

/** Requests that hang on every way with that status set, in a function that sets it in one place. */
function* shownFaults(context: ExpressContext): Generator<Fault> {
  const unsent = context.everything.modules.flatMap(unsentIn);
  const statuses = assignedStatuses(context);
  if (unsent.length + statuses.length === 0) return;
  for (const trial of context.routes.flatMap((route) => trialsOf(context, route))) {
    const { outcome } = context.decide(trial.request);
    if (outcome.kind === 'unknown' || outcome.status !== 0) continue;
    const ends = endsOf(context, trial.request);
    const [first] = ends;
    const status = first?.exchange.status;
    if (first?.end.kind !== 'hang' || first.end.at === null || (status !== 401 && status !== 403)) continue;
    if (ends.some(({ end, exchange }) => end.kind !== 'hang' || exchange.status !== status)) continue;
    const functions = reachedFrom(context, first.end.at);
    const isWithin = ({ at }: { readonly at: Place }) => isInAny(at, functions);
    const answer = unsent.filter((one) => (one.status ?? status) === status && isWithin(one));
    const assigned = statuses.filter((one) => one.status === status && isWithin(one));
    const [only] = answer;
    if (answer.length + assigned.length !== 1) continue;
    if (only !== undefined) yield faultOf(context, only, status, trial);
    for (const { at, res } of assigned) {
      yield { at, status, trial, change: context.change.insertStatement(at, `${res}.end();`, 'after') };
    }
  }
}

function faultOf(
  { change }: ExpressContext,
  answer: WrittenAnswer,
  status: number,
  trial: Trial | null,
): Fault {
  const { at, steps } = answer;
  const text = change.textOf(at);
  const isPlain = steps.length === 1 && steps[0]?.name === 'status';
  const sent = isPlain ? text.replace(/\.\s*status(?=\s*\()/, '.sendStatus') : `${text}.end()`;
  return { at, status, trial, change: change.replace(at, sent) };
}

function report(context: ExpressContext, { at, status, change, trial }: Fault): Report {
  const handler = context.handlers.find((one) => {
    const { source } = one.handler.behaviour;
    return source.kind === 'written' && isInside(at, source.function);
  });
  const name = handler === undefined ? 'the function' : describeHandler(handler.handler);
  const where = trial === null ? '' : ` to ${trial.route.path}`;
  return {
    at,
    message: `${name} sets the status ${status} and sends nothing, so a request${where} hangs: end the answer, as with res.sendStatus(${status}).`,
    witness: trial === null ? null : { request: trial.request, expect: { status: 0 } },
    fixes: fixOf('Send the answer', 'safe', change),
  };
}
