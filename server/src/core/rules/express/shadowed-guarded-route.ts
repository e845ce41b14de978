// express/shadowed-guarded-route: an earlier route with a wider path answers what a later one is written for.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isGuard } from '../express-rule';
import { endsIn, othersIn, requestsFor, routesBehindOthers, takesMore } from '../express-shared/wider-routes';

export const rule = expressRule({
  id: 'express/shadowed-guarded-route',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An earlier route with a wider path answers requests that a later one is written for.',
  *check(context) {
    for (const route of routesBehindOthers(context)) {
      for (const method of route.methods ?? []) {
        const report = reportOf(context, route, method);
        if (report === null) continue;
        yield report;
        break;
      }
    }
  },
});

function reportOf(context: ExpressContext, route: RouteEntry, method: string): Report | null {
  const front = context.frontOf(route, method);
  const { met } = front;
  const others = othersIn(front, route);
  const requests = others.length === 0 ? [] : requestsFor(route, method);
  if (requests.length === 0) return null;
  const isGuarded = met.some(({ handler, isOwn }) => isOwn && isGuard(handler));
  return isGuarded ? opened(context, route, others, requests) : closed(context, route, others, requests);
}

/** A guarded route of which an open one in front answers every request. */
function opened(
  context: ExpressContext,
  route: RouteEntry,
  others: readonly Met[],
  requests: readonly Request[],
): Report | null {
  const decisions = requests.map((request) => context.decide(request));
  const [first] = decisions;
  const other = others.find((one) =>
    decisions.every((decision) => decision.outcome.kind === 'passed' && endsIn(decision, one, route)),
  );
  if (first === undefined || other === undefined || first.outcome.kind === 'unknown') return null;
  if (!isForAll(context, route, other, first.request)) return null;
  const { method, target } = first.request;
  return {
    at: route.at,
    message: `${method} ${target} is answered by an earlier route without a check, so the guard of ${route.path} never runs: move this route in front of that one.`,
    related: [
      { ...other.layer.at, message: 'This route comes first, matches as well, and asks for nothing.' },
    ],
    witness: { request: first.request, expect: { status: first.outcome.status } },
    fixes: moved(context, route, other),
  };
}

/** Whether who has credentials does not get past the open route either: it cannot go on, or does not do so for them. */
function isForAll(context: ExpressContext, route: RouteEntry, other: Met, request: Request): boolean {
  const { met } = context.frontOf(route, request.method);
  const own = met.filter(({ layer }) => layer === other.layer);
  if (own.every(({ handler }) => handler.arity !== null && handler.arity < 3)) return true;
  const demands = met.flatMap(({ handler, isOwn }) =>
    isOwn && isGuard(handler) ? [handler.behaviour.demands()] : [],
  );
  const sent = context.authorized(request, { kind: 'all', of: demands });
  const decision = sent === null ? null : context.decide(sent);
  return decision?.outcome.kind === 'passed' && endsIn(decision, other, route);
}

/** A route without a guard of which a guarded one with parameters in front answers every request. */
function closed(
  context: ExpressContext,
  route: RouteEntry,
  others: readonly Met[],
  requests: readonly Request[],
): Report | null {
  const [request] = requests;
  if (request === undefined || route.path.includes(':')) return null;
  const decision = context.decide(request);
  const { outcome } = decision;
  if (outcome.kind !== 'challenged' && outcome.kind !== 'forbidden') return null;
  const guard = others.find((one) => isGuard(one.handler) && endsIn(decision, one, route) && takesMore(one));
  if (guard === undefined) return null;
  if (!isForNobody(context, route, guard, request)) return null;
  return {
    at: route.at,
    message: `${request.method} ${request.target} is answered ${outcome.status} by an earlier route that takes ${request.target.split('/').at(-1)} for a parameter: move this route in front of that one.`,
    related: [{ ...guard.layer.at, message: 'This route comes first, matches as well, and has a guard.' }],
    witness: { request, expect: { status: outcome.status } },
    fixes: moved(context, route, guard),
  };
}

/** Whether who is let in gets the other route as well: it cannot go on, or does not do so for them. */
function isForNobody(context: ExpressContext, route: RouteEntry, guard: Met, request: Request): boolean {
  const last = context.frontOf(route, request.method).met.findLast(({ layer }) => layer === guard.layer);
  if (last !== undefined && last.handler.arity !== null && last.handler.arity < 3) return true;
  const sent = context.authorized(request, context.requirementOf(route));
  const allowed = sent === null ? null : context.decide(sent);
  return allowed?.outcome.kind === 'passed' && endsIn(allowed, guard, route);
}

function moved(context: ExpressContext, route: RouteEntry, other: Met) {
  if (other.router !== route.router || samePlace(route.layer.at, other.layer.at)) return [];
  return fixOf(
    'Move the route in front of the wider one',
    'review',
    context.change.moveBefore(route.layer.at, other.layer.at),
  );
}
