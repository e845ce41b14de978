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

/**
 * The first route that a function stands in front of, or on, and that a request without credentials gets; among
 * everybody also one with those that others ask for.
 */
export function openRoute(
  context: ExpressContext,
  { handler }: Pick<PlacedHandler, 'handler'>,
  among: 'strangers' | 'everybody' = 'strangers',
): OpenRoute | null {
  for (const route of context.routes) {
    const bare = context.bareRequest(route);
    if (bare === null || context.settings.isPublic(bare.target)) continue;
    if (!context.frontOf(route, bare.method).met.some((met) => met.handler === handler)) continue;
    const known = among === 'everybody' ? context.authorized(bare, context.requirementOf(route)) : null;
    for (const request of known === null ? [bare] : [bare, known]) {
      const { outcome } = context.decide(request);
      if (outcome.kind === 'passed') return { route, request, outcome };
    }
  }
  return null;
}
