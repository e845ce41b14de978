// The routes whose requests come through a place of the program's text.
import type { RouteEntry } from '../../kinds/express/table';
import type { FunctionValue } from '../../kinds/express/values';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isInside } from './passport';

/** A route with the function of its way that a place is in. */
export type Through = { readonly route: RouteEntry; readonly function: FunctionValue };

/** The routes on whose way stands a function that a place is in. */
export function routesThrough(context: ExpressContext, at: Place): readonly Through[] {
  return context.routes.flatMap((route): Through[] => {
    const through = context
      .frontOf(route)
      .met.flatMap(({ handler: { behaviour } }) =>
        behaviour.source.kind === 'written' ? [behaviour.source.function] : [],
      )
      .find((one) => isInside(at, one));
    return through === undefined ? [] : [{ route, function: through }];
  });
}
