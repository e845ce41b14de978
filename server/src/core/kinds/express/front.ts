// What runs before a route's own handlers for a request to it: every function whose path matches, in order.
import type { Version } from './behaviour/behaviour';
import { candidatesFor } from './dispatch/candidates';
import { matcherOfLayer } from './dispatch/matchers';
import { handlesMethod, routeMethod } from './dispatch/methods';
import { Trail } from './dispatch/trail';
import type { Handler, Layer, Presence, Router, Stack } from './stack';
import type { RouteEntry } from './table';

/** A function that a request to a route meets. */
export type Met = {
  readonly handler: Extract<Handler, { kind: 'function' }>;
  readonly layer: Exclude<Layer, { kind: 'gap' }>;
  /** The router whose layer it is. */
  readonly router: Router;
  /** Whether it stands on the route itself. */
  readonly isOwn: boolean;
  /** Whether it is one of another route that matches as well, and may answer first. */
  readonly isOtherRoute: boolean;
  /** Conditions of the program under which it is there, those of the mounts around it among them. */
  readonly presence: readonly Presence[];
};

/** Something that may be in front of a route and cannot be followed. */
export type MetGap = Extract<Layer, { kind: 'gap' }>;

export type Front = { readonly met: readonly Met[]; readonly gaps: readonly MetGap[] };

/** What was met, and what led there. */
type Led = { readonly front: Front; readonly trail: Trail };

const fronts = new WeakMap<Router, Map<RouteEntry, Map<string, Led>>>();

/** The functions that a request to a route meets, its own handlers last; empty where no path of it is known. */
export function frontOf(stack: Stack, entry: RouteEntry, method: string): Front {
  return ledTo(stack, entry, method).front;
}

/** What leads a request to a route: as long as that is the same, it meets the same. */
export function trailTo(stack: Stack, entry: RouteEntry, method: string): Trail {
  return ledTo(stack, entry, method).trail;
}

function ledTo(stack: Stack, entry: RouteEntry, method: string): Led {
  const inApp = fronts.get(stack.app) ?? new Map<RouteEntry, Map<string, Led>>();
  fronts.set(stack.app, inApp);
  const known = inApp.get(entry) ?? new Map<string, Led>();
  inApp.set(entry, known);
  const before = known.get(method);
  if (before !== undefined) return before;
  const led = walkTo(stack, entry, method);
  known.set(method, led);
  return led;
}

function walkTo(stack: Stack, entry: RouteEntry, method: string): Led {
  const version = stack.versions.at(-1) ?? 5;
  const walk: Walk = { entry, method, version, trail: new Trail(), met: [], gaps: [] };
  if (entry.sample !== null) visit(walk, stack.app, entry.sample, [], 0);
  return { front: { met: walk.met, gaps: walk.gaps }, trail: walk.trail };
}

type Walk = {
  readonly entry: RouteEntry;
  readonly method: string;
  readonly version: Version;
  readonly trail: Trail;
  readonly met: Met[];
  readonly gaps: MetGap[];
};

const MAX_DEPTH = 20;

/** Goes through a router's layers; answers whether the route was reached. */
function visit(
  walk: Walk,
  router: Router,
  path: string,
  around: readonly Presence[],
  depth: number,
): boolean {
  if (depth > MAX_DEPTH) return false;
  walk.trail.visit(router, path);
  for (const at of candidatesFor(router, path)) {
    const layer = router.layers[at];
    if (layer === undefined) continue;
    const rest = restOf(layer, router, path, walk.version);
    if (rest === null) continue;
    if (layer.kind === 'gap') {
      walk.gaps.push(layer);
      continue;
    }
    const presence = [...around, ...layer.presence];
    const isGoal = layer === walk.entry.layer && router === walk.entry.router;
    if (layer.kind === 'use') {
      for (const handler of layer.handlers) {
        if (handler.kind === 'router') {
          if (visit(walk, handler.router, rest, presence, depth + 1)) return true;
        } else walk.met.push({ handler, layer, router, isOwn: false, isOtherRoute: false, presence });
      }
    } else if (handlesMethod(layer.handlers, walk.method)) {
      const method = routeMethod(layer.handlers, walk.method);
      for (const one of layer.handlers) {
        if (one.method !== null && one.method !== method) continue;
        const { handler } = one;
        const own = [...presence, ...(one.presence ?? [])];
        if (handler.kind === 'router') {
          if (visit(walk, handler.router, path, own, depth + 1)) return true;
        } else walk.met.push({ handler, layer, router, isOwn: isGoal, isOtherRoute: !isGoal, presence: own });
      }
    }
    if (isGoal) return true;
  }
  return false;
}

/** What of a path is left behind a layer that matches it; `null` where it does not. */
function restOf(layer: Layer, router: Router, path: string, version: Version): string | null {
  const matcher = matcherOfLayer(layer, router.settings, version);
  if (matcher.kind !== 'matcher') return layer.kind === 'gap' ? path : null;
  const match = matcher.match(path);
  if (match.kind !== 'match') return null;
  if (layer.kind !== 'use') return path;
  const rest = path.slice(match.path.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
