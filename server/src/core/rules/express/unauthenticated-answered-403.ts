// express/unauthenticated-answered-403: who sends no credentials is told that they do not suffice.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { writtenAnswers } from '../express-shared/answers';
import { guardName, type Refusal, refusalOf } from '../express-shared/refusal';
import { routesWhere } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/unauthenticated-answered-403',
  kind: 'wrong-status',
  certainty: 'hint',
  severity: 'info',
  summary: 'A request without credentials gets 403, which says that logging in would not help.',
  *check(context) {
    const seen: Refusal['by']['handler'][] = [];
    for (const route of routesForbidden(context)) {
      const refusal = refusalOf(context, route);
      if (refusal === null || refusal.status !== 403 || seen.includes(refusal.by.handler)) continue;
      const { outcome } = context.decide(refusal.request);
      if (outcome.kind !== 'forbidden' || outcome.challenges !== null) continue;
      seen.push(refusal.by.handler);
      yield report(context, route, refusal, outcome.at);
    }
  },
});

const routesForbidden = routesWhere((asked) => {
  const { bare } = asked;
  const outcome = bare === null ? null : asked.decide(bare).outcome;
  return outcome?.kind === 'forbidden' && outcome.challenges === null;
});

function report(
  context: ExpressContext,
  route: RouteEntry,
  { request, by }: Refusal,
  at: Place | null,
): Report {
  const { source } = by.handler.behaviour;
  const isPackage = source.kind === 'packaged';
  const advice = isPackage
    ? 'answer 401 with WWW-Authenticate in front of it'
    : 'answer 401 with WWW-Authenticate';
  return {
    at: at ?? by.handler.at,
    message: `Should ${request.method} ${route.path} without credentials get 403 from ${guardName(by)}? Clients take it for final and do not log in: ${advice}.`,
    witness: { request, expect: { status: 403, challenges: null } },
    fixes: isPackage || at === null ? [] : fixOf('Answer 401', 'review', withStatus(context, at)),
  };
}

/** Puts 401 in the place of the number 403 of an answer. */
function withStatus(context: ExpressContext, at: Place): Change {
  const answer = writtenAnswers(context).answers.find((one) => samePlace(one.at, at));
  const given = answer?.steps.find(({ name }) => /^(?:status|sendStatus|writeHead)$/.test(name))?.args[0];
  if (given?.kind !== 'number' || given.value !== 403) return null;
  return context.change.replace({ file: at.file, span: given.span }, '401');
}
