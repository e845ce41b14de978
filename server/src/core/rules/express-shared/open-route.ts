// A route that everybody gets although a function stands in front of it.
import type { RouteEntry } from '../../kinds/express/table';
import type { Outcome } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext, PlacedHandler } from '../express-rule';

export type OpenRoute = {
  readonly route: RouteEntry;
  readonly request: Request;
  readonly outcome: Exclude<Outcome, { kind: 'unknown' }>;
};

/** The first route that a function stands in front of, or on, and that a request without credentials gets. */
export function openRoute(
  context: ExpressContext,
  { handler }: Pick<PlacedHandler, 'handler'>,
): OpenRoute | null {
  for (const route of context.routes) {
    const request = context.bareRequest(route);
    if (request === null || context.settings.isPublic(request.target)) continue;
    if (!context.frontOf(route, request.method).met.some((met) => met.handler === handler)) continue;
    const { outcome } = context.decide(request);
    if (outcome.kind === 'passed') return { route, request, outcome };
  }
  return null;
}
