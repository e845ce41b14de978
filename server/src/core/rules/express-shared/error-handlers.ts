// An app as it would be without the program's own error handlers, to see which error one of them answers.
import { type Passed, startableVersions, waysThrough } from '../../kinds/express/dispatch/decide';
import type { ExpressLayer } from '../../kinds/express/layer';
import type { Handler, Layer, Router, Stack } from '../../kinds/express/stack';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';

const known = new WeakMap<ExpressLayer, Stack>();

/** How a request would end if Express itself answered all errors; none where that is not known. */
export function endsWithoutErrorHandlers(context: ExpressContext, request: Request): readonly Passed[] {
  const { layer } = context;
  const stack = known.get(layer) ?? bareStack(context.stack);
  known.set(layer, stack);
  const ref = { kind: layer.kind, entry: layer.entry };
  return startableVersions(stack).flatMap((version) => {
    const { ways, isComplete } = waysThrough(stack, ref, request, version);
    return isComplete ? ways.map(({ result }) => result) : [];
  });
}

function bareStack({ app, versions }: Stack): Stack {
  return { app: bareRouter(app, new Map()), versions };
}

/** Routers may be mounted in themselves, so each is made once. */
function bareRouter(router: Router, made: Map<Router, Router>): Router {
  const before = made.get(router);
  if (before !== undefined) return before;
  const layers: Layer[] = [];
  const copy: Router = { ...router, layers };
  made.set(router, copy);
  const handler = (one: Handler): Handler =>
    one.kind === 'router' ? { ...one, router: bareRouter(one.router, made) } : one;
  for (const layer of router.layers) {
    if (layer.kind === 'gap') layers.push(layer);
    else if (layer.kind === 'use') {
      layers.push({ ...layer, handlers: layer.handlers.filter(isNoErrorHandler).map(handler) });
    } else {
      const handlers = layer.handlers.filter((one) => isNoErrorHandler(one.handler));
      layers.push({ ...layer, handlers: handlers.map((one) => ({ ...one, handler: handler(one.handler) })) });
    }
  }
  return copy;
}

function isNoErrorHandler(handler: Handler): boolean {
  return handler.kind === 'router' || handler.arity !== 4;
}
