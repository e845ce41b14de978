// Routes whose paths take what other routes are written for.
import type { Front, Met } from '../../kinds/express/front';
import type { Layer } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import { type Request, requestTo } from '../../model/request';
import { isWithin, samePlace } from '../../text/span';
import { routesWhere } from './route-questions';

/**
 * Requests for a route: one where its path is plain, two with different values where it has parameters, since an
 * earlier route may take only some of them. None for other patterns.
 */
export function requestsFor({ path }: RouteEntry, method: string): readonly Request[] {
  if (!/^\/[\w/:.~-]*$/.test(path)) return [];
  const paths = new Set(['1', 'a-b'].map((value) => path.replace(/:\w+/g, value)));
  return [...paths].flatMap((one) => requestTo(method, one) ?? []);
}

/** Routes in front of which another one takes a request of theirs. */
export const routesBehindOthers = routesWhere((asked) => {
  const { route } = asked;
  return route.methods?.some((method) => othersIn(asked.frontFor(method), route).length > 0) === true;
});

/** What other routes put in front of a route. */
export function othersIn({ met }: Front, route: RouteEntry): readonly Met[] {
  return met.filter(
    ({ isOtherRoute, layer }) =>
      isOtherRoute && (!samePlace(layer.at, route.layer.at) || areApart(layer, route.layer)),
  );
}

/** Whether one statement, as it goes through a table, adds two routes with different paths. */
function areApart(one: Layer, other: Layer): boolean {
  const [a, b] = [one, other].map(({ paths }) => JSON.stringify(paths));
  return one !== other && a !== b;
}

/**
 * Whether a request ends in a layer of a route, as the interpreter tells it. Where the same statement adds the layer of
 * another route, the function that answers tells which of them it is.
 */
export function endsIn({ steps, outcome }: Decision, { layer, handler }: Met, other: RouteEntry): boolean {
  const last = steps.findLast(({ effect }) => effect === 'selects')?.at ?? null;
  if (last === null || !samePlace(last, layer.at)) return false;
  if (!samePlace(layer.at, other.layer.at)) return true;
  const { source } = handler.behaviour;
  if (source.kind !== 'written' || outcome.at === null) return false;
  const { at } = source.function;
  return at.file === outcome.at.file && isWithin(outcome.at.span, at.span);
}

/** Whether a layer's path has a parameter or a wildcard, so that it takes more than one value. */
export function takesMore({ layer }: Met): boolean {
  return (layer.paths ?? []).some((pattern) => pattern.kind === 'string' && /[:*]/.test(pattern.text));
}
