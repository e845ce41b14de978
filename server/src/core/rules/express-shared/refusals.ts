// Who refuses a request to a route that carries no credentials, and with what.
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Outcome } from '../../model/decision';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, isGuard } from '../express-rule';
import { endsOf } from './ends';

export type Refusal = {
  readonly route: RouteEntry;
  /** The request without credentials. */
  readonly request: Request;
  readonly outcome: Exclude<Outcome, { kind: 'unknown' }>;
  /** The function that refuses it; `null` where it cannot be told. */
  readonly by: Met | null;
};

/** The refusal of a request without credentials to a route; `null` where it is not surely refused by 401, 403 or a redirect. */
export function refusalOf(context: ExpressContext, route: RouteEntry): Refusal | null {
  const request = context.bareRequest(route);
  if (request === null) return null;
  const { outcome } = context.decide(request);
  const isRefused =
    outcome.kind === 'challenged' || outcome.kind === 'forbidden' || outcome.kind === 'redirected';
  return isRefused ? { route, request, outcome, by: refuserOf(context, route, request) } : null;
}

/** The function that answers a request, or gives the error that Express or an error handler answers. */
export function refuserOf(context: ExpressContext, route: RouteEntry, request: Request): Met | null {
  const { met } = context.frontOf(route, request.method);
  const [first] = endsOf(context, request);
  if (first?.end.kind !== 'answered') return null;
  const { handler } = first.end;
  const answerer = handler === null ? undefined : met.find((one) => samePlace(one.handler.at, handler));
  if (answerer !== undefined && answerer.handler.arity !== 4) return answerer;
  return met.find((one) => isGuard(one.handler)) ?? null;
}
