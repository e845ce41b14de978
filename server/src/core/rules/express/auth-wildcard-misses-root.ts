// express/auth-wildcard-misses-root: a guard on `/api/*` does not run for `/api` itself, which stays open.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import { type Request, requestTo } from '../../model/request';
import { type ExpressContext, expressRule, handlersOf, isGuard } from '../express-rule';
import { isBefore, prefixesOf } from '../express-shared/mounts';
import { type Wildcard, wildcardOf, wildcardRemoved } from '../express-shared/wildcards';

export const rule = expressRule({
  id: 'express/auth-wildcard-misses-root',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A path with a wildcard at its end does not match what is in front of the wildcard.',
  *check(context) {
    for (const router of context.routers) {
      for (const layer of router.layers) {
        const wildcard = layer.kind === 'gap' ? null : wildcardOf(context, router, layer);
        if (wildcard === null) continue;
        const found = openRoot(context, wildcard) ?? hiddenRoute(context, wildcard);
        if (found !== null) yield found;
      }
    }
  },
});

/** A route in front of the wildcard that anybody gets, although all below is guarded. */
function openRoot(context: ExpressContext, wildcard: Wildcard): Report | null {
  const { router, layer, pattern, base } = wildcard;
  const guard = handlersOf(layer).find((handler) => handler.kind === 'function' && isGuard(handler));
  if (guard?.kind !== 'function') return null;
  const roots = prefixesOf(context, router).map(({ sample }) => bare(`${sample}${base}`));
  for (const route of context.routes) {
    if (route.sample === null || !roots.includes(bare(route.sample))) continue;
    if (!isBefore(router, layer, route) || context.settings.isPublic(route.sample)) continue;
    const request = context.bareRequest(route);
    const outcome = request === null ? null : context.decide(request).outcome;
    if (request === null || outcome?.kind !== 'passed') continue;
    return {
      at: pattern.at ?? layer.at,
      message: `${guard.name ?? 'The guard'} on ${pattern.text} does not run for ${route.path}, which everybody gets: take the wildcard out of its path.`,
      related: [{ ...route.at, message: `${request.method} ${route.path} is answered without a check.` }],
      witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
      fixes: wildcardRemoved(context, wildcard),
    };
  }
  return null;
}

function bare(path: string): string {
  return path.replace(/\/+$/, '');
}

/** A route of a router behind the wildcard: `use` strips all that matches, so the router is always asked for `/`. */
function hiddenRoute(context: ExpressContext, wildcard: Wildcard): Report | null {
  const { layer, pattern, base } = wildcard;
  if (layer.kind !== 'use') return null;
  for (const route of context.routes) {
    const request = route.mounts.some((mount) => mount.layer === layer)
      ? meantRequest(context, route, base)
      : null;
    if (request === null) continue;
    return {
      at: pattern.at ?? layer.at,
      message: `A router on ${pattern.text} is asked for / whatever the client asks for, so ${request.method} ${request.target} is not found: mount it on ${base === '' ? '/' : base}.`,
      related: [{ ...route.at, message: 'This route is never reached.' }],
      witness: { request, expect: { status: 404 } },
      fixes: wildcardRemoved(context, wildcard),
    };
  }
  return null;
}

/** The request that a route behind the wildcard is written for, if Express finds nothing for it. */
function meantRequest(context: ExpressContext, route: RouteEntry, base: string): Request | null {
  const path = route.sample?.replace(`${base}/x`, base) ?? null;
  if (path === null || bare(path) === bare(base) || !path.startsWith('/')) return null;
  const request = requestTo(route.methods?.[0] ?? 'GET', path);
  if (request === null || context.routes.some(({ sample }) => sample === path)) return null;
  const sent = [request, context.authorized(request, context.requirementOf(route))];
  return sent.find((one) => one !== null && isNotFound(context, one)) ?? null;
}

function isNotFound(context: ExpressContext, request: Request): boolean {
  const { outcome } = context.decide(request);
  return outcome.kind === 'responded' && outcome.status === 404;
}
