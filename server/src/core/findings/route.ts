// Which route a finding belongs to, so that it can be named without line numbers.
import type { Route } from '../model/layer';
import type { Place } from '../text/span';

/** The path of the route whose line is the last one at or above a place of the same file; `null` above all routes. */
export function routeAt(place: Place, routes: readonly Route[]): string | null {
  let nearest: Route | null = null;
  for (const route of routes) {
    if (route.at.file !== place.file || route.at.span.start > place.span.start) continue;
    if (nearest === null || route.at.span.start >= nearest.at.span.start) nearest = route;
  }
  return nearest?.path ?? null;
}
