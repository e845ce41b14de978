// Guards of routers that run for requests which only pass through the router.
import { matcherOfLayer } from '../../kinds/express/dispatch/matchers';
import type { Met } from '../../kinds/express/front';
import type { Router } from '../../kinds/express/stack';
import type { RouteEntry, UseLayer } from '../../kinds/express/table';
import { samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { looksAtCredentials, type Refusal, refusalOf, schemesOf } from './refusal';
import { routesWhere } from './route-questions';

/** A route that the guard of a router refuses which does not lead to it. */
export type Victim = { readonly route: RouteEntry; readonly refusal: Refusal; readonly mount: UseLayer };

/** Routes in front of which functions of routers stand that do not lead to them. */
export const routesAside = routesWhere((asked) => asked.frontFor().met.some((met) => asked.isAside(met)));

/** What refuses a route although it belongs to another router; `null` where nothing does. */
export function victimOf(context: ExpressContext, route: RouteEntry): Victim | null {
  const { met } = context.frontOf(route);
  const around: readonly Router[] = [context.stack.app, ...route.mounts.map(({ router }) => router)];
  if (met.every(({ router }) => around.includes(router))) return null;
  const refusal = refusalOf(context, route);
  if (refusal === null || !isForAll(context, refusal.by) || around.includes(refusal.by.router)) return null;
  const { by } = refusal;
  // A router without routes is there for its guards, and what runs on it does so on purpose.
  const isBundle = !context.routes.some(({ mounts }) => mounts.some(({ router }) => router === by.router));
  if (isBundle || isGuardedAnyway(met, by)) return null;
  const mount = mountOf(context, by.router);
  return mount === null ? null : { route, refusal, mount };
}

/** Whether a function runs for whatever comes to its layer: by `use`, or at the end of `all` with a path that takes every other. */
function isForAll({ versions }: ExpressContext, { layer, router, handler }: Met): boolean {
  if (layer.kind === 'use') return true;
  const last = layer.handlers.at(-1);
  if (last?.method !== null || last.handler !== handler) return false;
  return versions.every((version) => {
    const matcher = matcherOfLayer(layer, router.settings, version);
    return (
      matcher.kind === 'matcher' && ['/x', '/x/y-z.w'].every((path) => matcher.match(path).kind === 'match')
    );
  });
}

/** Whether a route asks for the same credentials again: then nobody is kept out who should get in. */
function isGuardedAnyway(met: readonly Met[], by: Met): boolean {
  const kinds = schemesOf(by.handler.behaviour.demands()).map(({ kind }) => kind);
  return met.slice(met.indexOf(by) + 1).some((other) => {
    const { body, at } = other.handler;
    if (body !== null && by.handler.body !== null && samePlace(body, by.handler.body)) return true;
    if (samePlace(at, by.handler.at)) return true;
    const theirs = schemesOf(other.handler.behaviour.demands()).map(({ kind }) => kind);
    return looksAtCredentials(other) && theirs.some((kind) => kinds.includes(kind));
  });
}

function mountOf(context: ExpressContext, router: Router): UseLayer | null {
  for (const { layers } of context.routers) {
    for (const layer of layers) {
      if (layer.kind !== 'use') continue;
      if (layer.handlers.some((one) => one.kind === 'router' && one.router === router)) return layer;
    }
  }
  return null;
}
