// express/session-after-use: routes that need a session come before what makes it.
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf, stringOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule } from '../express-rule';
import { lateReport } from '../express-shared/late-reports';
import { requestFor, withHeader } from '../express-shared/requests';
import { type Late, lateFor, type Supply } from '../express-shared/supplies';

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
    const reported = new Set<Late['target'] | Late['suppliers'][number]['layer']>();
    for (const route of context.routes) {
      const request = loggedIn(context, route, name);
      const late = request === null ? null : lateFor(context, SESSION, route, request);
      const first = late?.suppliers[0];
      if (late === null || first === undefined || reported.has(first.layer)) continue;
      reported.add(first.layer);
      yield lateReport(context, late, LATE);
    }
  },
});

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
