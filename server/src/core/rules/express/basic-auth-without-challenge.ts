// express/basic-auth-without-challenge: a guard wants Basic, and its 401 does not say so.
import type { Fix, Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isPackaged } from '../express-rule';
import { isApiPath } from '../express-shared/api-paths';
import { readsBasic } from '../express-shared/basic';
import { challengeIn } from '../express-shared/challenges';
import { type Refusal, refusalOf } from '../express-shared/refusal';
import { routesWithoutChallenge } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/basic-auth-without-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'error',
  summary: 'The 401 of a Basic guard has no WWW-Authenticate, so no browser asks for a password.',
  *check(context) {
    const refusals = routesWithoutChallenge(context).flatMap((route) => refusalWithout(context, route));
    const guards = refusals.filter(
      ({ by }, i) => refusals.findIndex((one) => samePlace(one.by.handler.at, by.handler.at)) === i,
    );
    for (const { by } of guards) {
      const all = refusals.filter((one) => samePlace(one.by.handler.at, by.handler.at));
      const page = all.find(({ route }) => !isApiPath(route.path));
      const [any] = all;
      if (any !== undefined) yield report(context, page ?? any, page === undefined);
    }
  },
});

type Guarded = Refusal & { readonly route: RouteEntry; readonly at: Place | null };

function refusalWithout(context: ExpressContext, route: RouteEntry): readonly Guarded[] {
  const refusal = refusalOf(context, route);
  if (refusal === null) return [];
  const { outcome } = context.decide(refusal.request);
  if (outcome.kind !== 'challenged' || outcome.challenges !== null) return [];
  return readsBasic(context, refusal.by.handler) ? [{ ...refusal, route, at: outcome.at }] : [];
}

function report(context: ExpressContext, { route, request, at, by }: Guarded, isOnlyApi: boolean): Report {
  const name = describeHandler(by.handler);
  const isPackage = isPackaged(by.handler, 'express-basic-auth');
  const message = isPackage
    ? `The 401 of express-basic-auth on ${route.path} has no WWW-Authenticate, so no browser asks for a password: set challenge: true.`
    : `The 401 of ${name} on ${route.path} has no WWW-Authenticate, though it takes Basic: send WWW-Authenticate: Basic realm="…" with it.`;
  return {
    at: isPackage ? (by.handler.behaviour.at ?? by.handler.at) : (at ?? by.handler.at),
    message,
    ...(isOnlyApi ? { severity: 'warning' as const } : {}),
    witness: { request, expect: { status: 401, challenges: null } },
    fixes: isPackage ? challengeOption(context, by) : challengeHeader(context, at),
  };
}

function challengeOption(context: ExpressContext, { handler }: Met): readonly Fix[] {
  const { source } = handler.behaviour;
  const options = source.kind === 'packaged' ? source.args[0] : undefined;
  const at = options?.kind === 'object' ? options.at : null;
  if (options?.kind !== 'object' || at === null || options.entries.has('challenge')) return [];
  return fixOf('Set challenge: true', 'safe', context.change.addEntry(at, 'challenge', 'true'));
}

function challengeHeader(context: ExpressContext, at: Place | null): readonly Fix[] {
  if (at === null) return [];
  return fixOf('Send WWW-Authenticate: Basic', 'safe', challengeIn(context, at, 'Basic realm="Restricted"'));
}
