// express/error-handler-hides-401: the program's error handler answers another status than the error's 401.
import type { Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Change } from '../../kinds/express/edits';
import { contains, type FileId, type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { writtenAnswers } from '../express-shared/answers';
import { type Answered, answererOf, endsOf, type Trial, trialsOf } from '../express-shared/ends';
import { endsWithoutErrorHandlers } from '../express-shared/error-handlers';
import { routesWhere } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/error-handler-hides-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An error handler answers another status to an error whose status is 401.',
  *check(context) {
    if (!context.handlers.some(({ handler }) => handler.arity === 4)) return;
    const seen = new Set<PlacedHandler['handler']>();
    for (const trial of routesHidden(context).flatMap((route) => trialsOf(context, route))) {
      const hidden = hiddenIn(context, trial);
      if (hidden === null || seen.has(hidden.by.handler)) continue;
      seen.add(hidden.by.handler);
      yield report(context, trial, hidden);
    }
  },
});

/** Routes for which something else than a handler on the way to them gives an answer that may hide a 401. */
const routesHidden = routesWhere((asked) =>
  asked.trials.some(({ request }) => {
    const { outcome } = asked.decide(request);
    if (outcome.kind === 'unknown' || !hides(outcome.status)) return false;
    const end = asked.endsOf(request)[0]?.end;
    if (end?.kind !== 'answered' || end.handler === null) return false;
    const { handler: at } = end;
    const { met } = asked.frontFor(request.method);
    return !met.some(({ handler }) => handler.arity !== 4 && samePlace(handler.at, at));
  }),
);

type Hidden = { readonly end: Answered; readonly status: number; readonly by: PlacedHandler };

/** An answer of an error handler to an error that Express itself would answer with 401, on every way of a request. */
function hiddenIn(context: ExpressContext, { request }: Trial): Hidden | null {
  const { outcome } = context.decide(request);
  if (outcome.kind === 'unknown' || !hides(outcome.status) || isOfRoute(context, outcome.at)) return null;
  const [first] = endsOf(context, request);
  if (first?.end.kind !== 'answered') return null;
  const by = answererOf(context, first.end);
  if (by?.handler.arity !== 4 || by.handler.behaviour.source.kind !== 'written') return null;
  const before = endsWithoutErrorHandlers(context, request);
  const isRefused = before.every(
    ({ end }) => end.kind === 'answered' && end.by === 'express' && end.status === 401,
  );
  return isRefused && before.length > 0 ? { end: first.end, status: outcome.status, by } : null;
}

/** Whether an answer is written in a handler that is none of errors, so that no error handler gave it. */
function isOfRoute({ handlers }: ExpressContext, at: Place | null): boolean {
  if (at === null) return false;
  const around = (writtenIn(handlers).get(at.file) ?? []).filter(
    ({ handler: { body } }) => body !== null && contains(body.span, at.span.start),
  );
  return around.length > 0 && around.every(({ handler }) => handler.arity !== 4);
}

type Handlers = readonly PlacedHandler[];

const byFile = new WeakMap<Handlers, ReadonlyMap<FileId, Handlers>>();

/** The handlers by the files that they are written in. */
function writtenIn(handlers: Handlers): ReadonlyMap<FileId, Handlers> {
  const known = byFile.get(handlers);
  if (known !== undefined) return known;
  const made = new Map<FileId, PlacedHandler[]>();
  for (const placed of handlers) {
    const { body } = placed.handler;
    if (body === null) continue;
    const others = made.get(body.file);
    if (others === undefined) made.set(body.file, [placed]);
    else others.push(placed);
  }
  byFile.set(handlers, made);
  return made;
}

/** Statuses that no client takes for a refusal for want of credentials. */
function hides(status: number): boolean {
  return status >= 500 || status === 400 || (status >= 200 && status < 300);
}

function report(context: ExpressContext, { request, route }: Trial, { end, status, by }: Hidden): Report {
  const named = describeHandler(by.handler);
  const name = named === 'the handler' ? 'The error handler' : named;
  return {
    at: end.at ?? by.handler.at,
    message: `${name} answers ${status} to ${request.method} ${route.path}, though the status of the error is 401: answer err.status || err.statusCode || 500.`,
    related: [{ ...by.handler.at, message: 'The error handler is added here.' }],
    witness: { request, expect: { status } },
    fixes: fixOf('Answer the status of the error', 'review', statusOfError(context, end, by)),
  };
}

/** Puts the status of the error in the place of the number that the answer has. */
function statusOfError(context: ExpressContext, end: Answered, by: PlacedHandler): Change {
  const { source } = by.handler.behaviour;
  const { at } = end;
  const answer = writtenAnswers(context).answers.find((one) => at !== null && samePlace(one.at, at));
  const error = source.kind === 'written' ? source.function.node.params[0]?.target : undefined;
  const step = answer?.steps.find(({ name }) => name === 'status');
  const [given] = step?.args ?? [];
  if (answer === undefined || given?.kind !== 'number' || error?.kind !== 'identifier') return null;
  const { name } = error;
  return context.change.replace(
    { file: answer.at.file, span: given.span },
    `${name}.status || ${name}.statusCode || ${given.value}`,
  );
}
