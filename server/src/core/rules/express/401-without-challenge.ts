// express/401-without-challenge: an app answers 401 and never says how to log in.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { readsBasic } from '../express-shared/basic';
import { challengeIn } from '../express-shared/challenges';
import { guardName, refusalOf, schemesOf } from '../express-shared/refusal';
import { isLoginRoute } from '../express-shared/route-names';
import { routesWithoutChallenge } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/401-without-challenge',
  kind: 'missing-challenge',
  certainty: 'hint',
  severity: 'info',
  summary: 'The 401 of an app has no WWW-Authenticate, which RFC 9110 demands of every 401.',
  *check(context) {
    const bare = routesWithoutChallenge(context).flatMap((route) => withoutChallenge(context, route));
    const [first] = bare;
    if (first !== undefined) yield report(context, first, bare.length - 1);
  },
});

type Bare = {
  readonly route: RouteEntry;
  readonly request: Request;
  readonly by: Met;
  readonly at: Place | null;
};

/** A route whose 401 has no challenge; those of Basic are another rule's, and logins answer to a form. */
function withoutChallenge(context: ExpressContext, route: RouteEntry): readonly Bare[] {
  if (isLoginRoute(route)) return [];
  const request = context.bareRequest(route);
  if (request === null) return [];
  const { outcome } = context.decide(request);
  if (outcome.kind !== 'challenged' || outcome.challenges !== null) return [];
  const by = refusalOf(context, route, request)?.by;
  if (by === undefined) return [];
  return readsBasic(context, by.handler) ? [] : [{ route, request, by, at: outcome.at }];
}

function report(context: ExpressContext, { route, request, by, at }: Bare, others: number): Report {
  const more =
    others === 0 ? '' : ` and ${others === 1 ? 'on one other route' : `on ${others} other routes`}`;
  const isBearer = schemesOf(by.handler.behaviour.demands()).every(({ kind }) => kind === 'bearer');
  return {
    at: at ?? by.handler.at,
    message: `Should the 401 on ${route.path}${more} say how to log in? RFC 9110 demands WWW-Authenticate, and ${guardName(by)} sends none.`,
    witness: { request, expect: { status: 401, challenges: null } },
    fixes:
      isBearer && at !== null
        ? fixOf('Send WWW-Authenticate: Bearer', 'safe', challengeIn(context, at, 'Bearer realm="api"'))
        : [],
  };
}
