// express/public-endpoint-behind-auth: what machines ask for without ever logging in is behind a login.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { hasOtherCause } from '../express-shared/causes';
import { routeInFront } from '../express-shared/guard-moves';
import { plainPrefixes } from '../express-shared/mounts';
import { guardName, type Refusal, refusalOf, schemesOf } from '../express-shared/refusal';
import { type Machine, machineOf, segmentsOf } from '../express-shared/route-names';

export const rule = expressRule({
  id: 'express/public-endpoint-behind-auth',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'Health checks, webhooks and files that machines ask for are behind a guard, and machines do not log in.',
  *check(context) {
    for (const route of context.routes) {
      const what = purposeOf(context, route);
      if (what === null) continue;
      const refusal = refusalOf(context, route);
      if (refusal === null || refusal.by.isOwn || !isGeneral(context, refusal.by)) continue;
      if (hasOtherCause(context, route, refusal)) continue;
      const kinds = schemesOf(refusal.by.handler.behaviour.demands()).map(({ kind }) => kind);
      if (what === 'browser' && kinds.includes('basic')) continue;
      // A key for a part of the paths is what machines send there.
      const isLocal = plainPrefixes(context, refusal.by.layer, refusal.by.router)?.includes('') === false;
      if (isLocal && kinds.length > 0 && kinds.every((kind) => kind === 'apiKey')) continue;
      yield report(context, route, what, refusal);
    }
  },
});

type Purpose = Machine | 'settings';

/** Who asks for a route without credentials; `null` where nothing says that somebody does. */
function purposeOf(context: ExpressContext, route: RouteEntry): Purpose | null {
  if (context.settings.isPublic(route.path)) return 'settings';
  const machine = machineOf(route.path);
  if (machine !== 'webhook') return machine;
  const isPost = route.methods?.includes('POST') ?? true;
  return isPost && !isManaged(context, route) ? 'webhook' : null;
}

/** Whether webhooks are things that users list, change and delete here, and not what others call. */
function isManaged(context: ExpressContext, { path }: RouteEntry): boolean {
  const segments = segmentsOf(path);
  const at = segments.findIndex((segment) => /^(?:webhooks|hooks)$/.test(segment));
  if (at < 0) return false;
  const base = segments.slice(0, at + 1).join('/');
  return context.routes.some((other) => {
    const theirs = segmentsOf(other.path).join('/');
    const isBelow = theirs === base || theirs.startsWith(`${base}/`);
    return isBelow && (other.methods?.some((method) => method !== 'POST') ?? false);
  });
}

/** Whether a guard keeps other things too: one that is only there for machines is meant for them. */
function isGeneral(context: ExpressContext, by: Met): boolean {
  return context.routes.some(
    (route) => purposeOf(context, route) === null && refusalOf(context, route)?.by.handler === by.handler,
  );
}

const WHO: Readonly<Record<Purpose, string>> = {
  probe: 'a health check has no credentials',
  metrics: 'a collector of metrics may have no credentials',
  webhook: 'the service that calls it proves itself by a signature, and cannot log in here',
  'well-known': 'who asks for it knows nothing of this app yet',
  browser: 'browsers and crawlers ask for it without credentials',
  settings: 'the settings say that it is public',
};

function report(
  context: ExpressContext,
  route: RouteEntry,
  what: Purpose,
  { request, status, by }: Refusal,
): Report {
  const name = guardName(by);
  const head = `${request.method} ${route.path} gets ${status} from ${name}`;
  const isSure = what !== 'metrics';
  return {
    at: route.at,
    message: isSure
      ? `${head}, and ${WHO[what]}: put the route in front of the guard.`
      : `${head}: does the collector of metrics send credentials?`,
    ...(isSure ? {} : { certainty: 'hint' as const }),
    related: [{ ...by.handler.at, message: `${name} refuses the request.` }],
    witness: { request, expect: { status } },
    fixes: isSure
      ? fixOf(
          'Move the route in front of the guard',
          'review',
          routeInFront(context, route, by, (one) => purposeOf(context, one) !== null),
        )
      : [],
  };
}
