// The routes whose requests come through a place of the program's text.
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { FunctionValue } from '../../kinds/express/values';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isInAny } from './function-places';
import { reachedFunctions } from './reached';

/** A route with the handler of its way that comes to a place, and the functions that this one may call. */
export type Through = {
  readonly route: RouteEntry;
  readonly met: Met;
  readonly functions: readonly FunctionValue[];
};

/** The routes on whose way stands a handler that a place is in, or in a function that it may call. */
export function routesThrough(context: ExpressContext, at: Place): readonly Through[] {
  return context.routes.flatMap((route): Through[] => {
    for (const met of context.frontOf(route).met) {
      const functions = reachedFunctions(context, met.handler.behaviour);
      if (isInAny(at, functions)) return [{ route, met, functions }];
    }
    return [];
  });
}
