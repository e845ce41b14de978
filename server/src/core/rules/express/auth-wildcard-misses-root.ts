// express/auth-wildcard-misses-root: a guard on `/api/*` does not run for `/api` itself, which stays open.
import type { Report } from '../../findings/finding';
import { matcherOfLayer } from '../../kinds/express/dispatch/matchers';
import type { PathPattern, Router } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import { type Request, requestTo } from '../../model/request';
import {
  type ExpressContext,
  expressRule,
  fixOf,
  handlersOf,
  isGuard,
  type PlacedHandler,
} from '../express-rule';
import { isBefore, prefixesOf } from '../express-shared/mounts';
import { replaceText } from '../express-shared/path-texts';

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

/** A layer whose only path ends with a wildcard, and which misses the path in front of that. */
type Wildcard = {
  readonly router: Router;
  readonly layer: PlacedHandler['layer'];
  readonly pattern: Extract<PathPattern, { kind: 'string' }>;
  /** What is in front of the wildcard, without a slash; empty for the root of the router. */
  readonly base: string;
};

function wildcardOf(context: ExpressContext, router: Router, layer: PlacedHandler['layer']): Wildcard | null {
  const [pattern, ...others] = layer.paths ?? [];
  if (pattern?.kind !== 'string' || others.length > 0) return null;
  const base = /^((?:\/[\w.~-]+)*)\/(?:\*+\w*|\(\.\*\))$/.exec(pattern.text)?.[1];
  if (base === undefined) return null;
  const misses = context.versions.every((version) => {
    const matcher = matcherOfLayer(layer, router.settings, version);
    if (matcher.kind !== 'matcher') return false;
    const kinds = [base === '' ? '/' : base, `${base}/x`].map((path) => matcher.match(path).kind);
    return kinds[0] === 'none' && kinds[1] === 'match';
  });
  return misses ? { router, layer, pattern, base } : null;
}

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
      fixes: fixesOf(context, wildcard),
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
      fixes: fixesOf(context, wildcard),
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

/** `use` needs no wildcard; a route needs one that may be empty, which only Express 5 can write in one text. */
function fixesOf(context: ExpressContext, { layer, pattern, base }: Wildcard) {
  const name = /\*+(\w+)$/.exec(pattern.text)?.[1];
  const text = layer.kind === 'use' ? base || '/' : base === '' ? `/{*${name}}` : `${base}{/*${name}}`;
  if (layer.kind === 'route' && name === undefined) return [];
  return fixOf(`Use ${text}`, 'review', replaceText(context, pattern, text));
}
