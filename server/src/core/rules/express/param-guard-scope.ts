// express/param-guard-scope: a guard of a parameter does not run for the routes of mounted routers.
import type { Report } from '../../findings/finding';
import type { ParamCallback, Router } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import { type ExpressContext, expressRule } from '../express-rule';
import { refusesParam } from '../express-shared/alone';
import { layerTowards, paramsOf } from '../express-shared/mounts';

export const rule = expressRule({
  id: 'express/param-guard-scope',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A guard of a parameter runs for the paths of its own router only, not for those of mounted routers.',
  *check(context) {
    for (const router of context.routers) {
      for (const callback of router.params) {
        const report =
          callback.presence.length === 0 && refusesParam(context, callback)
            ? reportOf(context, router, callback)
            : null;
        if (report !== null) yield report;
      }
    }
  },
});

/** The first route of a mounted router with that parameter which everybody gets. */
function reportOf(context: ExpressContext, router: Router, callback: ParamCallback): Report | null {
  const { name, at } = callback;
  for (const route of context.routes) {
    const request = context.bareRequest(route);
    if (request === null || !isOutside(router, route, name)) continue;
    const { outcome } = context.decide(request);
    if (outcome.kind !== 'passed' || context.settings.isPublic(request.target)) continue;
    return {
      at,
      message: `The callback of :${name} runs for paths of its own router only, so ${request.method} ${route.path} is answered without it: add it to the router of that route, too.`,
      related: [{ ...route.at, message: `:${name} is in the path of a mounted router here.` }],
      witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
    };
  }
  return null;
}

/** Whether a route has a parameter, and gets to it only behind the router that has a callback for it. */
function isOutside(router: Router, route: RouteEntry, name: string): boolean {
  const towards = layerTowards(router, route);
  if (towards === null || route.router === router || paramsOf(towards)?.has(name) !== false) return false;
  const index = route.mounts.findIndex(({ layer }) => layer === towards);
  const inner = [...route.mounts.slice(index + 1).map(({ layer }) => layer), route.layer];
  return inner.some((layer) => paramsOf(layer)?.has(name) === true);
}
