// express/passport-session-default-without-session: good credentials are answered 500, as a login has no session to be kept in.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type Authentication, authentications } from '../express-shared/passport';
import { failingRequest, givesSession, keepersOn, surelyFails } from '../express-shared/session-logins';

export const rule = expressRule({
  id: 'express/passport-session-default-without-session',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'passport.authenticate() keeps the login in a session unless it is told not to, and without sessions it answers 500 to good credentials.',
  *check(context) {
    const all = authentications(context).filter(
      ({ keepsSession, callback, names }) =>
        keepsSession === true && (callback === undefined || callback.kind === 'undefined') && names !== null,
    );
    if (all.length === 0) return;
    const reported: Authentication[] = [];
    for (const route of context.routes) {
      for (const keeper of keepersOn(context, route, all)) {
        const { authentication, before } = keeper;
        if (reported.some(({ call }) => samePlace(call.at, authentication.call.at))) continue;
        if (before.some(({ handler }) => givesSession(handler.behaviour))) continue;
        const request = failingRequest(context, route, authentication);
        if (request === null && !surelyFails(context, route, keeper)) continue;
        reported.push(authentication);
        yield report(context, route, authentication, request);
      }
    }
  },
});

function report(
  context: ExpressContext,
  route: RouteEntry,
  { call, names, options }: Authentication,
  request: Request | null,
): Report {
  const what = `passport.authenticate(${(names ?? []).map((name) => `'${name}'`).join(', ')})`;
  return {
    at: call.argPlaces[0] ?? call.at,
    message: `${what} wants to keep the login in a session and no session is in front of ${route.path}, so good credentials get 500: add { session: false }.`,
    ...(request === null ? {} : { witness: { request, expect: { status: 500 } } }),
    fixes: fixOf('Add session: false', 'review', withoutSession(context, call, options)),
  };
}

function withoutSession(
  context: ExpressContext,
  { args, argsAt }: Authentication['call'],
  options: Authentication['options'],
): Change {
  if (args.length === 1) return context.change.addArgument(argsAt, '{ session: false }');
  if (options?.kind !== 'object' || options.at === null || options.entries.has('session')) return null;
  return context.change.addEntry(options.at, 'session', 'false');
}
