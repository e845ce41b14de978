// An app as it would be without the program's own error handlers, to see which error one of them answers.
import { type Passed, startableVersions, waysThrough } from '../../kinds/express/dispatch/decide';
import { type Succession, succeed, successionOf } from '../../kinds/express/dispatch/succession';
import type { Handler, Layer, Router } from '../../kinds/express/stack';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';

/** How a request would end if Express itself answered all errors; none where that is not known. */
export function endsWithoutErrorHandlers(
  { layer, stack }: ExpressContext,
  request: Request,
): readonly Passed[] {
  const bare = { app: bareApp(stack.app), versions: stack.versions };
  const ref = { kind: layer.kind, entry: layer.entry };
  return startableVersions(bare).flatMap((version) => {
    const { ways, isComplete } = waysThrough(bare, ref, request, version);
    return isComplete ? ways.map(({ result }) => result) : [];
  });
}

const routers = new WeakMap<Router, Router>();
const layers = new WeakMap<Layer, Layer>();

/** An app without error handlers; of what it was before, the same is left as of the app itself. */
function bareApp(app: Router): Router {
  const known = routers.get(app);
  if (known !== undefined) return known;
  const bare = bareRouter(app);
  const succession = successionOf(app);
  const before = succession === null ? undefined : routers.get(succession.before);
  if (succession !== null && before !== undefined) succeed(bare, bareSuccession(before, succession));
  return bare;
}

function bareSuccession(before: Router, succession: Succession): Succession {
  const bareOf = <T extends object>(known: WeakMap<T, T>, pairs: ReadonlyMap<T, T>): ReadonlyMap<T, T> =>
    new Map(
      [...pairs].flatMap(([was, is]) => {
        const [from, to] = [known.get(was), known.get(is)];
        return from === undefined || to === undefined ? [] : [[from, to] as const];
      }),
    );
  return {
    before,
    kept: new Set([...succession.kept].flatMap((router) => routers.get(router) ?? [])),
    routers: bareOf(routers, succession.routers),
    layers: bareOf(layers, succession.layers),
  };
}

/** Routers may be mounted in themselves, so each is made once. */
function bareRouter(router: Router): Router {
  const known = routers.get(router);
  if (known !== undefined) return known;
  const inside: Layer[] = [];
  const copy: Router = { ...router, layers: inside };
  routers.set(router, copy);
  inside.push(...router.layers.map(bareLayer));
  return copy;
}

function bareLayer(layer: Layer): Layer {
  if (layer.kind === 'gap') return layer;
  const known = layers.get(layer);
  if (known !== undefined) return known;
  const bare = withoutErrorHandlers(layer);
  layers.set(layer, bare);
  return bare;
}

function withoutErrorHandlers(layer: Exclude<Layer, { kind: 'gap' }>): Layer {
  if (layer.kind === 'use') {
    return { ...layer, handlers: layer.handlers.filter(isNoErrorHandler).map(bareHandler) };
  }
  const handlers = layer.handlers.filter((one) => isNoErrorHandler(one.handler));
  return { ...layer, handlers: handlers.map((one) => ({ ...one, handler: bareHandler(one.handler) })) };
}

function bareHandler(handler: Handler): Handler {
  return handler.kind === 'router' ? { ...handler, router: bareRouter(handler.router) } : handler;
}

function isNoErrorHandler(handler: Handler): boolean {
  return handler.kind === 'router' || handler.arity !== 4;
}
