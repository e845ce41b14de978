// express/openid-auth-required-default: auth() of express-openid-connect guards routes that are meant to be public.
import type { Fix, Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isPackaged, type PlacedHandler } from '../express-rule';
import { isPublicByName } from '../express-shared/route-names';

const PACKAGE = 'express-openid-connect';

export const rule = expressRule({
  id: 'express/openid-auth-required-default',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'auth() of express-openid-connect demands a login for every later route unless authRequired is false.',
  *check(context) {
    const guards = context.handlers.filter(
      ({ handler }) => isPackaged(handler, PACKAGE) && isByDefault(handler),
    );
    if (guards.length === 0) return;
    const marked = context.callsOf(PACKAGE, 'requiresAuth').length > 0;
    for (const guard of guards) {
      const victims = context.routes.filter((route) => isMetAlone(context, route, guard));
      const meant = victims.find((route) => isPublicByName(route)) ?? (marked ? victims[0] : undefined);
      const request = meant === undefined ? null : askFor(context, meant);
      if (meant === undefined || request === null) continue;
      const { outcome } = context.decide(request);
      if (outcome.kind === 'challenged') yield report(context, guard, meant, request, marked);
    }
  },
});

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

function report(
  context: ExpressContext,
  { handler }: PlacedHandler,
  route: RouteEntry,
  request: Request,
  marked: boolean,
): Report {
  const why = marked ? 'routes are marked by requiresAuth(), and this one is not' : 'which looks public';
  return {
    at: handler.behaviour.at ?? handler.at,
    message: `auth() demands a login for ${request.method} ${route.path} (${why}): set authRequired: false, and guard routes by requiresAuth().`,
    related: [{ ...route.at, message: `${route.path} is behind auth().` }],
    witness: { request, expect: { status: 401 } },
    fixes: marked ? authRequired(context, handler) : [],
  };
}

function authRequired(context: ExpressContext, { behaviour }: PlacedHandler['handler']): readonly Fix[] {
  const { source, at } = behaviour;
  const options = source.kind === 'packaged' ? source.args[0] : undefined;
  const call = context.callsOf(PACKAGE, 'auth').find((one) => at !== null && samePlace(one.at, at));
  const title = 'Set authRequired: false';
  if (options === undefined) {
    return call === undefined || call.args.length > 0
      ? []
      : fixOf(title, 'review', context.change.addArgument(call.argsAt, '{ authRequired: false }'));
  }
  if (options.kind !== 'object' || options.at === null) return [];
  return fixOf(title, 'review', context.change.addEntry(options.at, 'authRequired', 'false'));
}
