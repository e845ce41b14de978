// Checks of a guard for one exact path, where Express takes others for the same: with a slash behind, or in other letters.
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { endsOf } from './ends';
import { behindPrefix } from './mounts';
import type { PathCheck } from './path-checks';
import { type Refusal, refusalOf } from './refusal';

/** A page that a guard lets through by its exact path, and the same page asked for in another way. */
export type Missed = { readonly route: RouteEntry; readonly refusal: Refusal };

/** The first page whose other forms a guard refuses, although it lets the page itself through by this check. */
export function missedForm(
  context: ExpressContext,
  placed: PlacedHandler,
  prefixes: readonly string[],
  check: PathCheck,
): Missed | null {
  if (check.how !== 'equal' || check.carrier === 'url' || check.hasQuery) return null;
  for (const route of context.routes) {
    if (!isPage(route) || !prefixes.some((prefix) => seenBy(check, prefix, route.sample))) continue;
    const bare = context.bareRequest(route);
    if (bare === null || context.decide(bare).outcome.kind !== 'passed') continue;
    for (const target of formsOf(bare.target)) {
      const refusal = refusalOf(context, route, { ...bare, target });
      if (refusal?.by.handler === placed.handler && isTaken(context, placed, refusal.request))
        return { route, refusal };
    }
  }
  return null;
}

/** A route that a guard refuses by its exact path, and a form of it that everybody gets. */
export type Passed = { readonly route: RouteEntry; readonly request: Request; readonly status: number };

/** The first route that a guard refuses by this check, and lets by in another form that Express takes for the same. */
export function passedForm(
  context: ExpressContext,
  placed: PlacedHandler,
  prefixes: readonly string[],
  check: PathCheck,
): Passed | null {
  if (check.how !== 'equal' || check.hasQuery) return null;
  for (const route of context.routes) {
    if (!prefixes.some((prefix) => seenBy(check, prefix, route.sample))) continue;
    const refusal = refusalOf(context, route);
    if (refusal?.by.handler !== placed.handler) continue;
    for (const target of formsOf(refusal.request.target)) {
      const request = { ...refusal.request, target };
      const { outcome } = context.decide(request);
      if (outcome.kind === 'passed' && isAnsweredBy(context, route, request))
        return { route, request, status: outcome.status };
    }
  }
  return null;
}

function isAnsweredBy(context: ExpressContext, { handlers }: RouteEntry, request: Request): boolean {
  return endsOf(context, request).every(({ end }) => {
    const at = end.kind === 'answered' ? end.handler : null;
    return at !== null && handlers.some(({ handler }) => samePlace(handler.at, at));
  });
}

/** Nobody types the address of what programs send their data to. */
function isPage({ methods }: RouteEntry): boolean {
  return methods?.includes('GET') === true;
}

function seenBy({ carrier, text }: PathCheck, prefix: string, sample: string | null): boolean {
  const seen = sample === null || carrier === 'originalUrl' ? sample : behindPrefix(sample, prefix);
  return seen === text && seen !== '/';
}

function formsOf(path: string): readonly string[] {
  return [`${path}/`, path.toUpperCase()].filter((form) => form !== path && !form.endsWith('//'));
}

/** Whether the route takes this form of its path, which it does not where routing is strict. */
function isTaken(context: ExpressContext, { handler }: PlacedHandler, request: Request): boolean {
  const authorized = context.authorized(request, handler.behaviour.demands());
  return authorized !== null && context.decide(authorized).outcome.kind === 'passed';
}
