// The rows of the auth map that an Express app gives: its routes as clients see them.
import type { Route } from '../../model/layer';
import type { ExpressLayer } from './layer';
import { requirementOf } from './requirement';
import { type RouteEntry, routeTable } from './table';

/** A row for each route and path. */
export function routesOf(layer: ExpressLayer): readonly Route[] {
  return routeTable(layer.stack.app).map((entry) => ({
    layer: { kind: 'express', entry: layer.entry },
    methods: entry.methods,
    host: null,
    path: entry.path,
    requires: requirementOf(layer, entry),
    leads: leadsOf(entry),
    at: entry.at,
  }));
}

/** What the last handler is called. */
function leadsOf({ handlers }: Pick<RouteEntry, 'handlers'>): string {
  const last = handlers.at(-1)?.handler;
  if (last === undefined) return 'nothing';
  if (last.kind === 'router') return last.router.name ?? 'a router';
  return last.name ?? 'a handler';
}
