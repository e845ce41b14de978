// The guard of a whole router put onto each of its routes instead.
import type { Change } from '../../kinds/express/edits';
import type { Handler, Layer, RouteHandler } from '../../kinds/express/stack';
import { comparePlaces, isWithin, type Place, samePlace } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';

/**
 * Takes a router's guard out and names it in front of the handlers of each route behind it; `null` where it is written
 * in its place, stands with others, or keeps more than routes of the same list of statements.
 */
export function guardOnRoutes(context: ExpressContext, { handler, layer, router }: PlacedHandler): Change {
  if (layer.kind !== 'use' || layer.handlers.length > 1 || layer.paths !== null || layer.presence.length > 0)
    return null;
  if (handler.body !== null && samePlace(handler.body, handler.at)) return null;
  const removed = context.change.removeStatement(layer.at);
  const behind = router.layers.slice(router.layers.indexOf(layer) + 1);
  const firsts = behind.map((one) => firstHandlers(context, layer, one));
  if (removed === null || firsts.some((one) => one === null)) return null;
  const guard = context.change.textOf(handler.at);
  const places = firsts.flatMap((one) => one ?? []);
  const distinct = places.filter((one, i) => places.findIndex((other) => samePlace(one, other)) === i);
  return [
    ...removed,
    ...distinct.map(({ file, span: { start } }) => ({
      file,
      span: { start, end: start },
      newText: `${guard}, `,
    })),
  ].sort(comparePlaces);
}

/** The first handler of each method of a route that is added beside a guard; `null` for what is no such route. */
function firstHandlers(context: ExpressContext, guard: Layer, layer: Layer): readonly Place[] | null {
  if (layer.kind !== 'route' || context.change.moveBefore(guard.at, layer.at) === null) return null;
  const methods = [...new Set(layer.handlers.map(({ method }) => method))];
  const firsts = methods.map((method) => layer.handlers.find((one) => one.method === method));
  const places = firsts.flatMap((one) => (one === undefined ? [] : placeIn(layer, one)));
  return places.length === methods.length ? places : null;
}

function placeIn(layer: Layer, { handler }: RouteHandler): readonly Place[] {
  const { at }: Handler = handler;
  return at.file === layer.at.file && isWithin(at.span, layer.at.span) ? [at] : [];
}
