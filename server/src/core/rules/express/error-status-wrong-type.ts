// express/error-status-wrong-type: an error says 401 in a way that Express does not read, so the answer is 500.
import type { Report } from '../../findings/finding';
import { fieldOf, textOf } from '../../kinds/express/behaviour/datum';
import type { Pending } from '../../kinds/express/dispatch/end';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type Trial, trialsOf } from '../express-shared/ends';
import { errorForText } from '../express-shared/error-edits';
import { endsWithoutErrorHandlers } from '../express-shared/error-handlers';
import { statusWritingFor } from '../express-shared/error-statuses';
import { routesWhere } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/error-status-wrong-type',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'An error says 401 by a text, or by a property that Express does not read, so clients get 500.',
  *check(context) {
    const seen: Place[] = [];
    for (const trial of routesThatFail(context).flatMap((route) => trialsOf(context, route))) {
      const thrown = thrownFor(context, trial);
      const wrong = thrown === null ? null : wrongStatus(thrown);
      if (thrown === null || wrong === null || thrown.at === null) continue;
      const found = reportOf(context, trial, { ...wrong, at: thrown.at });
      if (found === null || seen.some((at) => samePlace(at, found.at))) continue;
      seen.push(found.at);
      yield found;
    }
  },
});

const routesThatFail = routesWhere((asked) =>
  asked.trials.some(({ request }) => {
    const { outcome } = asked.decide(request);
    return outcome.kind === 'responded' && outcome.status === 500;
  }),
);

/** The error that refuses a request and is answered with 500; `null` where that is not so on every way. */
function thrownFor(context: ExpressContext, trial: Trial): Pending | null {
  if (trial.kind === 'right') return null;
  const thrown = errorOf(context, trial);
  if (thrown === null) return null;
  // What fails for good credentials too is no refusal.
  const right = trialsOf(context, trial.route).filter(({ kind }) => kind === 'right');
  const isForAll = right.every((other) => samePlaces(errorOf(context, other)?.at, thrown.at));
  return isForAll ? null : thrown;
}

function errorOf(context: ExpressContext, { request }: Trial): Pending | null {
  const { outcome } = context.decide(request);
  if (outcome.kind !== 'responded' || outcome.status !== 500) return null;
  const ends = endsWithoutErrorHandlers(context, request).map(({ end }) => end);
  const [first] = ends;
  if (first?.kind !== 'answered' || first.thrown === null || first.status !== 500) return null;
  const { thrown, at } = first;
  return ends.every((end) => end.kind === 'answered' && end.thrown !== null && samePlaces(end.at, at))
    ? { thrown, at }
    : null;
}

function samePlaces(a: Place | null | undefined, b: Place | null): boolean {
  return a !== null && a !== undefined && b !== null && samePlace(a, b);
}

type Wrong =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'property'; readonly name: string; readonly status: number };

/** How an error says 401 or 403 without Express seeing it; a text says it by its words. */
function wrongStatus({ thrown }: Pending): Wrong | null {
  const text = textOf(thrown);
  if (text !== null) return REFUSING.test(text) ? { kind: 'text', text } : null;
  for (const name of ['status', 'statusCode', 'code', 'httpStatus', 'httpCode']) {
    const field = fieldOf(thrown, name);
    if (field?.kind !== 'constant') continue;
    const { value } = field;
    const isRead = typeof value === 'number' && (name === 'status' || name === 'statusCode');
    if (isRead || !/^40[13]$/.test(String(value))) continue;
    return { kind: 'property', name, status: Number(value) };
  }
  return null;
}

const REFUSING =
  /unauth|not auth|forbidden|denied|credential|log ?in|logged|token|jwt|session|permission|not allowed|api.?key|secret|password|401|403/i;

function reportOf(
  context: ExpressContext,
  { request, route }: Trial,
  wrong: Wrong & { readonly at: Place },
): Report | null {
  const witness = { request, expect: { status: 500 } };
  const where = `${request.method} ${route.path} gets 500`;
  if (wrong.kind === 'text') {
    return {
      at: wrong.at,
      message: `${where}: a text given to next() or thrown has no status. Give an error whose status is 401.`,
      witness,
      fixes: fixOf('Give an error with the status 401', 'review', errorForText(context, wrong.at)),
    };
  }
  const writing = statusWritingFor(context, wrong.name, wrong.status, wrong.at);
  const at = writing?.at ?? wrong.at;
  return {
    at,
    message: `${where}: Express reads err.status and err.statusCode where they are numbers, and the error has ${wrong.status} in another way (${wrong.name}). Set err.status = ${wrong.status}.`,
    witness,
    fixes:
      writing === null
        ? []
        : fixOf(`Set the status ${wrong.status}`, 'review', [
            ...(context.change.replace(writing.name, 'status') ?? []),
            ...(context.change.replace(writing.value, String(wrong.status)) ?? []),
          ]),
  };
}
