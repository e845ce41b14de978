// Addresses that no route has, and that the guard of a router answers in place of 404.
import type { Request } from '../../model/request';
import { requestTo } from '../../model/request';
import { isWithin, type Place } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { looksAtCredentials } from './refusal';
import { isLoginRoute, machineOf } from './route-names';

/** A request that no route takes, and the guard of a router that answers 401 to it. */
export type Unfound = { readonly request: Request; readonly by: PlacedHandler };

/**
 * What a router's guard answers to an address that does not exist; `null` where that is 404, or meant: in an app whose
 * routes all ask for credentials, but for logins and what machines ask for, nobody is to learn what there is.
 */
export function unfoundRefusal(context: ExpressContext): Unfound | null {
  const request = requestTo('GET', '/no-such-page');
  if (request === null) return null;
  const { outcome } = context.decide(request);
  if (outcome.kind !== 'challenged' || outcome.at === null) return null;
  const by = guardAt(context, outcome.at);
  if (by === undefined || !isUnfound(context, by, request)) return null;
  return hasOpenPages(context, by) ? { request, by } : null;
}

/** The guard of a mounted router that answers at a place. */
function guardAt(context: ExpressContext, at: Place): PlacedHandler | undefined {
  return context.handlers.find(
    (placed) =>
      placed.layer.kind === 'use' &&
      placed.router !== context.stack.app &&
      holds(placed, at) &&
      looksAtCredentials(placed) &&
      context.routes.some(({ mounts }) => mounts.some(({ router }) => router === placed.router)),
  );
}

function holds({ handler }: PlacedHandler, at: Place): boolean {
  return [handler.at, handler.body, handler.behaviour.at].some(
    (place) => place !== null && place.file === at.file && isWithin(at.span, place.span),
  );
}

/** Whether there is nothing at an address for those whom a guard lets by. */
function isUnfound(context: ExpressContext, { handler }: PlacedHandler, request: Request): boolean {
  const authorized = context.authorized(request, handler.behaviour.demands());
  if (authorized === null) return false;
  const { outcome } = context.decide(authorized);
  return outcome.kind === 'responded' && outcome.status === 404;
}

/** Whether there are pages for everybody elsewhere, beside logins and what machines ask for. */
function hasOpenPages(context: ExpressContext, { router }: PlacedHandler): boolean {
  return context.routes.some((route) => {
    const isElsewhere = route.router !== router && !route.mounts.some((mount) => mount.router === router);
    if (!isElsewhere || isLoginRoute(route) || machineOf(route.path) !== null) return false;
    const bare = context.bareRequest(route);
    return bare?.method === 'GET' && context.decide(bare).outcome.kind === 'passed';
  });
}
