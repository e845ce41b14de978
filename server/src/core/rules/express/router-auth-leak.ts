// express/router-auth-leak: a router's guard runs for requests that only pass through the router.
import type { Report } from '../../findings/finding';
import { describePaths } from '../../kinds/express/dispatch/words';
import type { Met } from '../../kinds/express/front';
import type { UseLayer } from '../../kinds/express/table';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { guardOnRoutes } from '../express-shared/guards-on-routes';
import { routesAside, type Victim, victimOf } from '../express-shared/leaks';
import { layerTowards } from '../express-shared/mounts';
import { moveBehind } from '../express-shared/moves';
import { guardName } from '../express-shared/refusal';
import { isPublicByName } from '../express-shared/route-names';
import { type Unfound, unfoundRefusal } from '../express-shared/unfound';

export const rule = expressRule({
  id: 'express/router-auth-leak',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A router guards every request that reaches its mount, so routes of other routers behind it are refused as well.',
  *check(context) {
    const leaks = new Map<Met['handler'], Victim[]>();
    for (const route of routesAside(context)) {
      const victim = victimOf(context, route);
      if (victim === null) continue;
      const { handler } = victim.refusal.by;
      leaks.set(handler, [...(leaks.get(handler) ?? []), victim]);
    }
    for (const victims of leaks.values()) {
      const shown = victims.find(({ route }) => isPublicByName(route)) ?? victims[0];
      if (shown !== undefined) yield report(context, shown, victims);
    }
    const unfound = unfoundRefusal(context);
    if (unfound !== null && !leaks.has(unfound.by.handler)) yield question(unfound);
  },
});

function report(
  context: ExpressContext,
  { route, refusal, mount }: Victim,
  victims: readonly Victim[],
): Report {
  const { by, request, status } = refusal;
  const name = guardName(by);
  const path = describePaths(mount.paths);
  const isPublic = isPublicByName(route);
  return {
    at: by.handler.at,
    message: `${request.method} ${route.path} of another router gets ${status} from ${name}, which runs for every request that reaches this router at ${path}: mount the router at a path of its own, or guard its routes one by one.`,
    ...(isPublic ? { severity: 'error' as const } : {}),
    related: [
      {
        ...mount.at,
        message: `The router is mounted at ${path}, and what it does not answer goes on from here.`,
      },
      { ...route.at, message: `${request.method} ${route.path} comes behind it.` },
    ],
    witness: { request, expect: { status } },
    // Behind the others it would still refuse addresses that do not exist.
    fixes: [
      ...fixOf('Guard the routes of this router one by one', 'review', guardOnRoutes(context, by)),
      ...fixOf('Mount the router behind the others', 'review', behindVictims(context, mount, victims)),
    ],
  };
}

/** Nobody is kept out who should get in, but who mistypes an address is asked to log in. */
function question({ request, by }: Unfound): Report {
  return {
    at: by.handler.at,
    certainty: 'hint',
    message: `${request.method} ${request.target}, for which there is no route, gets 401 from ${guardName(by)}, since this router is mounted at /: are addresses that do not exist to ask for credentials?`,
    witness: { request, expect: { status: 401 } },
  };
}

/** Moves the mount behind the last route that it keeps back; not behind one that could take its requests. */
function behindVictims(context: ExpressContext, mount: UseLayer, victims: readonly Victim[]) {
  if (victims.some(({ route }) => /[:*(]/.test(route.path))) return null;
  const outer = context.routers.find(({ layers }) => layers.includes(mount));
  if (outer === undefined) return null;
  const carriers = victims.map(({ route }) => layerTowards(outer, route));
  const last = carriers.reduce(
    (late, one) =>
      one !== null && (late === null || outer.layers.indexOf(one) > outer.layers.indexOf(late)) ? one : late,
    null,
  );
  return last === null || carriers.includes(null) ? null : moveBehind(context, mount, last);
}
