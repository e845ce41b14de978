// express/session-after-use: routes that need a session come before what makes it.
import type { Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf, stringOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule, type PlacedHandler } from '../express-rule';
import { letsInWithoutCookie } from '../express-shared/cookie-requests';
import { lateReport } from '../express-shared/late-reports';
import { requestFor, withHeader } from '../express-shared/requests';
import { type Failure, lateFor, missingFor, type Supply, supplies } from '../express-shared/supplies';

const SESSION: Supply = {
  role: 'session',
  members: ['session', 'user', 'isAuthenticated', 'isUnauthenticated'],
};

const LATE = {
  fallback: 'the session',
  why: (name: string) => `even with a session, since ${name} runs too late for it`,
  early: 'This runs before the session is there.',
};

export const rule = expressRule({
  id: 'express/session-after-use',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A route needs the session, and comes before the function that makes it, so nobody is ever logged in there.',
  *check(context) {
    const name = cookieName(context);
    if (name === null) return;
    const reported = new Set<PlacedHandler['layer']>();
    for (const route of context.routes) {
      const request = loggedIn(context, route, name);
      if (request === null) continue;
      const late = lateFor(context, SESSION, route, request);
      const first = late?.suppliers[0];
      if (late !== null && first !== undefined) {
        if (!reported.has(first.layer)) yield lateReport(context, late, LATE);
        reported.add(first.layer);
        continue;
      }
      const elsewhere = elsewhereFor(context, route, request);
      if (elsewhere === null || reported.has(elsewhere.session.layer)) continue;
      reported.add(elsewhere.session.layer);
      yield elsewhereReport(elsewhere);
    }
  },
});

type Elsewhere = Failure & { readonly session: PlacedHandler };

/** A failure of a route that the session of others would answer, and that has none itself. */
function elsewhereFor(context: ExpressContext, route: RouteEntry, request: Request): Elsewhere | null {
  for (const session of context.handlers) {
    if (!supplies(SESSION, session.handler)) continue;
    const { handler, layer } = session;
    const added = { kind: 'use', at: layer.at, paths: null, presence: [], handlers: [handler] } as const;
    const missing = missingFor(context, SESSION, added, route, request);
    if (missing !== null && !letsInWithoutCookie(context, route)) return { ...missing, session };
  }
  return null;
}

function elsewhereReport({ route, request, status, session: { handler } }: Elsewhere): Report {
  const name = describeHandler(handler);
  return {
    at: route.at,
    message: `${request.method} ${route.path} comes to ${status} even with a session, since ${name} runs for other routes alone: put it in front of this one as well.`,
    related: [{ ...handler.at, message: 'The session is made here.' }],
    witness: { request, expect: { status } },
  };
}

/** The name of the cookie of the app's session; `null` where it has none. */
function cookieName(context: ExpressContext): string | null {
  for (const { handler } of context.handlers) {
    const { source } = handler.behaviour;
    if (source.kind !== 'packaged' || !/^(?:express|cookie)-session$/.test(source.package)) continue;
    const fallback = source.package === 'express-session' ? 'connect.sid' : 'session';
    return stringOf(entryOf(source.args[0], 'name') ?? undefined) ?? fallback;
  }
  return null;
}

/** The request of a client that is logged in. */
function loggedIn(context: ExpressContext, route: RouteEntry, name: string): Request | null {
  const request = requestFor(context, route);
  return request === null ? null : withHeader(request, 'Cookie', `${name}=session`);
}
