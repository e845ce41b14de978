// Moves of guards and routes past each other, where the one should not be in front of the other.
import type { Fix } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { Met } from '../../kinds/express/front';
import type { Layer } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import { type ExpressContext, fixOf } from '../express-rule';
import { layerTowards } from './mounts';
import { moveBehind, moveInFront } from './moves';
import { isPublicByName } from './route-names';

/** The guard moves up, unless something between is meant to be public: then the routes move down. */
export function guardOrRoutesMoved(
  context: ExpressContext,
  { router, layer }: Met,
  carrier: Layer,
): readonly Fix[] {
  const [first, last] = [router.layers.indexOf(carrier), router.layers.indexOf(layer)];
  const hasPublic = context.routes.some((route) => {
    const towards = layerTowards(router, route);
    const at = towards === null ? -1 : router.layers.indexOf(towards);
    return at > first && at < last && isPublicByName(route);
  });
  return hasPublic
    ? fixOf('Move the routes behind the guard', 'review', moveBehind(context, carrier, layer))
    : fixOf('Move the guard in front of the routes', 'review', moveInFront(context, layer, carrier));
}

/** Moves a route, or the mount of a router that holds nothing but routes that are meant, in front of a guard. */
export function routeInFront(
  context: ExpressContext,
  route: RouteEntry,
  by: Met,
  isMeant: (route: RouteEntry) => boolean,
): Change {
  const carrier = layerTowards(by.router, route);
  if (carrier === null || by.isOwn) return null;
  const carried = context.routes.filter((other) => layerTowards(by.router, other) === carrier);
  return carried.every(isMeant) ? moveInFront(context, carrier, by.layer) : null;
}
