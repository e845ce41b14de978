// express/param-guard-scope: a guard of a parameter does not run for the routes of mounted routers.
import type { Report } from '../../findings/finding';
import type { ParamCallback, Router } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import { type ExpressContext, expressRule, isGuard } from '../express-rule';
import { refusesParam } from '../express-shared/alone';
import { layerTowards, paramsOf } from '../express-shared/mounts';
import { isPublicByName } from '../express-shared/route-names';

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
            ? (reportOf(context, router, callback) ?? listReport(context, router, callback))
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

/** The list of what the parameter tells apart, which everybody gets; a question, as lists may be for everybody. */
function listReport(context: ExpressContext, router: Router, { name, at }: ParamCallback): Report | null {
  for (const item of context.routes) {
    const path = item.router === router ? listPathOf(item, name) : null;
    if (path === null || !isKeptByCallback(context, item)) continue;
    const list = context.routes.find((one) => one.router === router && one.path === path && isGet(one));
    const bare = list === undefined ? null : context.bareRequest(list);
    if (list === undefined || bare === null || isPublicByName(list)) continue;
    const request = { ...bare, method: 'GET' };
    const { outcome } = context.decide(request);
    if (outcome.kind !== 'passed' || context.settings.isPublic(request.target)) continue;
    return {
      at,
      certainty: 'hint',
      message: `GET ${path} has no :${name}, so it is answered without the callback that refuses GET ${item.path}: is the list meant for everybody?`,
      related: [{ ...list.at, message: `GET ${path} is open.` }],
      witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
    };
  }
  return null;
}

/** `/users` for `/users/:userId`; `null` where the parameter is not all of the last segment. */
function listPathOf({ path }: RouteEntry, name: string): string | null {
  const end = `/:${name}`;
  return path.endsWith(end) ? path.slice(0, -end.length) : null;
}

/** Whether nobody but the callback turns a request for one thing away. */
function isKeptByCallback(context: ExpressContext, item: RouteEntry): boolean {
  const bare = context.bareRequest(item);
  if (bare === null || !isGet(item)) return false;
  const request = { ...bare, method: 'GET' };
  const { outcome } = context.decide(request);
  const isRefused = outcome.kind === 'challenged' || outcome.kind === 'forbidden';
  return isRefused && !context.frontOf(item, 'GET').met.some(({ handler }) => isGuard(handler));
}

function isGet({ methods }: RouteEntry): boolean {
  return methods === null || methods.includes('GET');
}
