// express/session-after-use: routes that need a session come before what makes it.
import type { Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf, stringOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule } from '../express-rule';
import { fixesOfLate } from '../express-shared/late-fixes';
import { requestFor } from '../express-shared/requests';
import { type Late, lateFor, type Supply } from '../express-shared/supplies';

const SESSION: Supply = {
  role: 'session',
  members: ['session', 'user', 'isAuthenticated', 'isUnauthenticated'],
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
      yield report(context, late);
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
  return request === null
    ? null
    : { ...request, headers: [...request.headers, ['Cookie', `${name}=session`]], credentials: 'valid' };
}

function report(context: ExpressContext, late: Late): Report {
  const { route, request, status, suppliers } = late;
  const [first] = suppliers;
  const name = first === undefined ? 'the session' : describeHandler(first.handler);
  return {
    at: first?.handler.at ?? route.at,
    message: `${request.method} ${route.path} comes to ${status} even with a session, since ${name} runs too late for it: put ${name} in front.`,
    related: [{ ...late.target.at, message: 'This runs before the session is there.' }],
    witness: { request, expect: { status } },
    fixes: fixesOfLate(context, late, name),
  };
}
