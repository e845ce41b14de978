// express/passport-with-cookie-session: logins are answered 500, as cookie-session has none of what passport calls.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { expressRule, isPackaged } from '../express-rule';
import { type Authentication, authentications } from '../express-shared/passport';
import { failingRequest, givesSession, type Keeper, keepersOn } from '../express-shared/session-logins';

export const rule = expressRule({
  id: 'express/passport-with-cookie-session',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'error',
  summary:
    'passport makes a new session at each login, which cookie-session cannot, so right passwords are answered 500.',
  *check(context) {
    const all = authentications(context).filter(({ keepsSession }) => keepsSession === true);
    if (all.length === 0) return;
    const reported: Authentication[] = [];
    for (const route of context.routes) {
      for (const keeper of keepersOn(context, route, all)) {
        const { authentication } = keeper;
        if (reported.some(({ call }) => samePlace(call.at, authentication.call.at))) continue;
        const session = sessionOf(keeper);
        const request = session === null ? null : failingRequest(context, route, authentication);
        if (session === null || request === null) continue;
        reported.push(authentication);
        yield report(authentication, route, session, request);
      }
    }
  },
});

type Placed = Keeper['before'][number];

/** The cookie-session in front of a login, where it is all that gives a session. */
function sessionOf({ before }: Keeper): Placed | null {
  const sessions = before.filter(({ handler }) => givesSession(handler.behaviour));
  const [only] = sessions;
  return sessions.length === 1 && only !== undefined && isPackaged(only.handler, 'cookie-session')
    ? only
    : null;
}

function report({ call }: Authentication, route: RouteEntry, { handler }: Placed, request: Request): Report {
  return {
    at: call.argPlaces[0] ?? call.at,
    message: `${request.method} ${route.path} comes to 500 for good credentials: at each login passport calls req.session.regenerate(), which sessions of cookie-session do not have. Use express-session, or give req.session functions regenerate and save in front of passport.`,
    related: [{ ...handler.at, message: 'This session has no regenerate().' }],
    witness: { request, expect: { status: 500 } },
  };
}
