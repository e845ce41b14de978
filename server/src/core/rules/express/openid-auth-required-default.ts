// express/openid-auth-required-default: auth() of express-openid-connect guards routes that are meant to be public.
import type { Fix, Report } from '../../findings/finding';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { type OpenidDefault, openidDefaults } from '../express-shared/openid-defaults';

export const rule = expressRule({
  id: 'express/openid-auth-required-default',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'auth() of express-openid-connect demands a login for every later route unless authRequired is false.',
  *check(context) {
    for (const found of openidDefaults(context)) yield report(context, found);
  },
});

function report(context: ExpressContext, { guard, route, request, isMarked }: OpenidDefault): Report {
  const { handler } = guard;
  const why = isMarked ? 'routes are marked by requiresAuth(), and this one is not' : 'which looks public';
  return {
    at: handler.behaviour.at ?? handler.at,
    message: `auth() demands a login for ${request.method} ${route.path} (${why}): set authRequired: false, and guard routes by requiresAuth().`,
    related: [{ ...route.at, message: `${route.path} is behind auth().` }],
    witness: { request, expect: { status: 401 } },
    fixes: isMarked ? authRequired(context, handler) : [],
  };
}

function authRequired(context: ExpressContext, { behaviour }: PlacedHandler['handler']): readonly Fix[] {
  const { source, at } = behaviour;
  const options = source.kind === 'packaged' ? source.args[0] : undefined;
  const call = context
    .callsOf('express-openid-connect', 'auth')
    .find((one) => at !== null && samePlace(one.at, at));
  const title = 'Set authRequired: false';
  if (options === undefined) {
    return call === undefined || call.args.length > 0
      ? []
      : fixOf(title, 'review', context.change.addArgument(call.argsAt, '{ authRequired: false }'));
  }
  if (options.kind !== 'object' || options.at === null) return [];
  return fixOf(title, 'review', context.change.addEntry(options.at, 'authRequired', 'false'));
}
