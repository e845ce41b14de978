// Guards of express-openid-connect that demand a login everywhere, since nobody told them not to.
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, isPackaged, type PlacedHandler } from '../express-rule';
import { isPublicByName } from './route-names';

const PACKAGE = 'express-openid-connect';

/** A guard that is there by default, and a request for a route that is meant to be open, which gets 401. */
export type OpenidDefault = {
  readonly guard: PlacedHandler;
  readonly route: RouteEntry;
  readonly request: Request;
  /** Whether the program marks the routes that need a login by requiresAuth(). */
  readonly isMarked: boolean;
};

/** The calls of `auth()` that guard what is meant to be open. */
export function openidDefaults(context: ExpressContext): readonly OpenidDefault[] {
  const guards = context.handlers.filter(
    ({ handler }) => isPackaged(handler, PACKAGE) && isByDefault(handler),
  );
  if (guards.length === 0) return [];
  const isMarked = context.callsOf(PACKAGE, 'requiresAuth').length > 0;
  return guards.flatMap((guard): OpenidDefault[] => {
    const victims = context.routes.filter((route) => isMetAlone(context, route, guard));
    const route = victims.find((one) => isPublicByName(one)) ?? (isMarked ? victims[0] : undefined);
    const request = route === undefined ? null : askFor(context, route);
    if (route === undefined || request === null) return [];
    return context.decide(request).outcome.kind === 'challenged' ? [{ guard, route, request, isMarked }] : [];
  });
}

/** Whether it is `auth()` whose options surely do not say who has to log in. */
function isByDefault({ behaviour }: PlacedHandler['handler']): boolean {
  const { source } = behaviour;
  if (source.kind !== 'packaged' || behaviour.demands().kind !== 'check') return false;
  const [options] = source.args;
  return options === undefined || entryOf(options, 'authRequired')?.kind === 'undefined';
}

/** Whether a request to a route meets this guard, and no other demand for a login behind it. */
function isMetAlone(context: ExpressContext, route: RouteEntry, { handler }: PlacedHandler): boolean {
  const { met } = context.frontOf(route);
  const others = met.filter(
    (one) => isPackaged(one.handler, PACKAGE) && !samePlace(one.handler.at, handler.at),
  );
  return met.some((one) => one.handler === handler) && others.length === 0;
}

/** Programs get a 401; people are sent to the identity provider, which nobody can foresee. */
function askFor(context: ExpressContext, route: RouteEntry): Request | null {
  const bare = context.bareRequest(route);
  return bare === null ? null : { ...bare, headers: [['Accept', 'application/json']] };
}
