// Under which paths a router can be reached, and what stands in front of what.

import { samplePath } from '../../kinds/express/sample-path';
import type { Layer, Router } from '../../kinds/express/stack';
import type { Mount, RouteEntry } from '../../kinds/express/table';
import type { ExpressContext } from '../express-rule';

/** A path that leads to a router, as it is written and as a client asks for it; both are empty for the app itself. */
export type Prefix = { readonly text: string; readonly sample: string };

const MAX_DEPTH = 12;

/** The paths that lead to a router, without those of which no example is known. */
export function prefixesOf({ stack }: ExpressContext, router: Router): readonly Prefix[] {
  const known = prefixes.get(stack.app) ?? allPrefixes(stack.app);
  prefixes.set(stack.app, known);
  return known.get(router) ?? [];
}

type Prefixes = ReadonlyMap<Router, readonly Prefix[]>;

const prefixes = new WeakMap<Router, Prefixes>();

function allPrefixes(app: Router): Prefixes {
  const found = new Map<Router, Prefix[]>();
  collect(app, { text: '', sample: '' }, [], (router, prefix) => {
    const others = found.get(router);
    if (others === undefined) found.set(router, [prefix]);
    else if (!others.some(({ sample }) => sample === prefix.sample)) others.push(prefix);
  });
  return found;
}

function collect(
  router: Router,
  prefix: Prefix,
  around: readonly Router[],
  visit: (router: Router, prefix: Prefix) => void,
): void {
  visit(router, prefix);
  if (around.length > MAX_DEPTH || around.includes(router)) return;
  for (const layer of router.layers) {
    if (layer.kind !== 'use') continue;
    const mounted = layer.handlers.flatMap((handler) => (handler.kind === 'router' ? [handler.router] : []));
    for (const inner of mounted) {
      for (const one of samplesOf(layer)) {
        const next = { text: prefix.text + one.text, sample: prefix.sample + one.sample };
        collect(inner, next, [...around, router], visit);
      }
    }
  }
}

function samplesOf({ paths }: Layer): readonly Prefix[] {
  if (paths === null) return [{ text: '', sample: '' }];
  return paths.flatMap((pattern) => {
    const sample = samplePath(pattern, true);
    const text = pattern.kind === 'string' ? pattern.text.replace(/\/+$/, '') : sample;
    return sample === null || text === null ? [] : [{ text, sample }];
  });
}

/** The layer of a router through which a request gets to a route; `null` where the route is not behind the router. */
export function layerTowards(router: Router, route: RouteEntry): Layer | null {
  if (route.router === router) return route.layer;
  const { mounts } = route;
  const at = mounts.findIndex((mount) => mount.router === router);
  const layer = mounts[at + 1]?.layer ?? null;
  return at >= 0 || (layer !== null && router.layers.includes(layer)) ? layer : null;
}

/** Whether a layer stands in front of the one through which a request gets to a route. */
export function isBefore(router: Router, layer: Layer, route: RouteEntry): boolean {
  const towards = layerTowards(router, route);
  if (towards === null) return false;
  return router.layers.indexOf(layer) < router.layers.indexOf(towards);
}

/** The plain paths under which a layer of a router stands, `''` for the root; `null` where one is a pattern or not known. */
export function plainPrefixes(
  context: ExpressContext,
  layer: Layer,
  router: Router,
): readonly string[] | null {
  const around = prefixesOf(context, router).map(({ text }) => text);
  const own = (layer.paths ?? []).map((path) =>
    path.kind === 'string' ? path.text.replace(/\/+$/, '') : null,
  );
  const all =
    layer.paths === null ? around : around.flatMap((one) => own.map((path) => `${one}${path ?? '*'}`));
  return all.every((path) => /^(?:\/[\w.~-]+)*$/.test(path)) ? all : null;
}

/** A path as a function under a mount sees it; `null` where the mount does not lead to it. */
export function behindPrefix(path: string, prefix: string): string | null {
  if (prefix === '') return path;
  if (path === prefix) return '/';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null;
}

/** The mounts that lead to a router, for each of its ways. */
export function waysTo({ routes }: ExpressContext, router: Router): Ways {
  const known = ways.get(routes) ?? allWays(routes);
  ways.set(routes, known);
  return known.get(router) ?? [];
}

type Ways = readonly (readonly Mount[])[];

/** A router has many handlers, and its ways are the same for all of them. */
const ways = new WeakMap<ExpressContext['routes'], ReadonlyMap<Router, Ways>>();

function allWays(routes: ExpressContext['routes']): ReadonlyMap<Router, Ways> {
  const found = new Map<Router, (readonly Mount[])[]>();
  // The routes of a router have the same mounts.
  for (const mounts of new Set(routes.map((route) => route.mounts))) {
    for (const [i, { router }] of mounts.entries()) {
      const way = mounts.slice(0, i + 1);
      const others = found.get(router);
      if (others === undefined) found.set(router, [way]);
      else if (!others.some((other) => sameWay(way, other))) others.push(way);
    }
  }
  return found;
}

function sameWay(a: readonly Mount[], b: readonly Mount[]): boolean {
  return a.length === b.length && a.every(({ layer }, i) => b[i]?.layer === layer);
}

/** The names of the parameters in a layer's paths; `null` where they are not all known. */
export function paramsOf(layer: Layer): ReadonlySet<string> | null {
  const known = params.get(layer) ?? { names: findParams(layer) };
  params.set(layer, known);
  return known.names;
}

const params = new WeakMap<Layer, { readonly names: ReadonlySet<string> | null }>();

function findParams({ paths }: Layer): ReadonlySet<string> | null {
  const names = new Set<string>();
  for (const pattern of paths ?? []) {
    if (pattern.kind === 'unknown') return null;
    const found =
      pattern.kind === 'string'
        ? pattern.text.matchAll(/[:*](\w+)/g)
        : pattern.source.matchAll(/\(\?<(\w+)>/g);
    for (const [, name] of found) if (name !== undefined) names.add(name);
  }
  return names;
}
