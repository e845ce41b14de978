// Fixes for routes that stand in front of the guard that they should be behind.
import type { Fix } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { Layer } from '../../kinds/express/stack';
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
