// Which function refuses a request to a route, and what it asks for.
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { Check, Requirement, Scheme } from '../../model/requirement';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, isGuard } from '../express-rule';

/** A request that is turned away for want of credentials, and the function that does it. */
export type Refusal = { readonly request: Request; readonly status: number; readonly by: Met };

/**
 * The refusal of a request to a route, by default of one without credentials: 401, or 403 and a redirect to a login
 * from a function that looks at credentials. `null` where it is let in, or where that is not known.
 */
export function refusalOf(
  context: ExpressContext,
  route: RouteEntry,
  request?: Request | null,
): Refusal | null {
  if (request !== undefined) return findRefusal(context, route, request);
  const known = refusals.get(context.decide) ?? new Map<RouteEntry, Refusal | null>();
  refusals.set(context.decide, known);
  const before = known.get(route);
  if (before !== undefined) return before;
  const found = findRefusal(context, route, context.bareRequest(route));
  known.set(route, found);
  return found;
}

/** Many rules ask for the refusals of all routes: they are found once in each run. */
const refusals = new WeakMap<ExpressContext['decide'], Map<RouteEntry, Refusal | null>>();

function findRefusal(context: ExpressContext, route: RouteEntry, request: Request | null): Refusal | null {
  if (request === null) return null;
  const decision = context.decide(request);
  const status = refusedStatus(decision);
  if (status === null) return null;
  const by = stopperOf(context, route, decision);
  if (by === null || (status !== 401 && !looksAtCredentials(by))) return null;
  return { request, status, by };
}

/** Paths that a login is likely to be at. */
const LOGIN = /(?:log|sign)-?_?in|auth|sso|oauth|session|account/i;

function refusedStatus({ outcome }: Decision): number | null {
  switch (outcome.kind) {
    case 'challenged':
    case 'forbidden':
      return outcome.status;
    case 'redirected':
      return LOGIN.test(outcome.location ?? '') ? outcome.status : null;
    default:
      return null;
  }
}

/** The first function on the way that did not let the request go on; one that may not be there, only if no other did. */
export function stopperOf(
  context: ExpressContext,
  route: RouteEntry,
  { request, steps }: Decision,
): Met | null {
  const { met } = context.frontOf(route, request.method);
  const passed = steps.flatMap(({ at, effect }) =>
    at !== null && (effect === 'allows' || effect === 'skips') ? [at] : [],
  );
  // Functions that a loop adds stand at one place: as many as went on there, and the next one did not.
  const wentOn = ({ handler }: Met, before: readonly Met[]) => {
    const isHere = (at: Place) => samePlace(at, handler.at);
    return passed.filter(isHere).length > before.filter((one) => isHere(one.handler.at)).length;
  };
  const stoppers = met.filter((one, i) => one.handler.arity !== 4 && !wentOn(one, met.slice(0, i)));
  return stoppers.find(({ presence }) => presence.length === 0) ?? stoppers[0] ?? null;
}

/** Whether a function that refuses does so for credentials, and not for an address, a host or a scheme. */
export function looksAtCredentials({ handler }: Pick<Met, 'handler'>): boolean {
  return isGuard(handler) && schemesOf(handler.behaviour.demands()).some(({ kind }) => kind !== 'custom');
}

/** What a message calls a function that refuses. */
export function guardName({ handler }: Pick<Met, 'handler'>): string {
  const { source } = handler.behaviour;
  return handler.name === null && source.kind !== 'packaged' ? 'the guard' : describeHandler(handler);
}

/** The schemes that a requirement names. */
export function schemesOf(requirement: Requirement): readonly Scheme[] {
  return checksOf(requirement).map(({ scheme }) => scheme);
}

/** The single checks of a requirement. */
export function checksOf(requirement: Requirement): readonly Check[] {
  switch (requirement.kind) {
    case 'check':
      return [requirement];
    case 'all':
    case 'any':
      return requirement.of.flatMap(checksOf);
    default:
      return [];
  }
}
