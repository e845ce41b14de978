// What an app would do if its layers stood in another order, or if it had one more: the proof of what is in the way.
import { decideStack } from '../../kinds/express/dispatch/decide';
import type { Handler, Layer, Router } from '../../kinds/express/stack';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';

type Placed = { readonly layer: Layer; readonly handler: Handler };

/** What a request would get if the layers of functions stood in front of another one of the same router, or they in it. */
export function ifInFront(
  context: ExpressContext,
  router: Router,
  { moved, target }: { readonly moved: readonly Placed[]; readonly target: Layer },
  request: Request,
): Decision {
  const own = router.layers.filter((layer) => layer !== target && moved.some((one) => one.layer === layer));
  const others = router.layers.filter((layer) => !own.includes(layer));
  const at = others.indexOf(target);
  const isMoved = (handler: Handler) => moved.some((one) => one.handler === handler);
  const layers = [...others.slice(0, at), ...own, withFirst(target, isMoved), ...others.slice(at + 1)];
  return decideWith(context, replaced(context.stack.app, router, { ...router, layers }), request);
}

/** A layer in which some of its functions stand in front of the others. */
function withFirst(layer: Layer, isFirst: (handler: Handler) => boolean): Layer {
  const sorted = <T>(all: readonly T[], of: (one: T) => Handler): readonly T[] => [
    ...all.filter((one) => isFirst(of(one))),
    ...all.filter((one) => !isFirst(of(one))),
  ];
  switch (layer.kind) {
    case 'use':
      return { ...layer, handlers: sorted(layer.handlers, (one) => one) };
    case 'route':
      return { ...layer, handlers: sorted(layer.handlers, ({ handler }) => handler) };
    case 'gap':
      return layer;
  }
}

/** What a request would get if the app had this layer in front of all others. */
export function ifAdded(context: ExpressContext, added: Layer, request: Request): Decision {
  const { app } = context.stack;
  return decideWith(context, { ...app, layers: [added, ...app.layers] }, request);
}

function decideWith({ stack, layer }: ExpressContext, app: Router, request: Request): Decision {
  return decideStack({ ...stack, app }, { kind: layer.kind, entry: layer.entry }, request);
}

/** A router in which one router is another, wherever it is mounted. */
function replaced(
  router: Router,
  from: Router,
  to: Router,
  made: Map<Router, Router> = new Map([[from, to]]),
): Router {
  const known = made.get(router);
  if (known !== undefined) return known;
  // A router that mounts itself is left as it is further down.
  made.set(router, router);
  const layers = router.layers.map((layer): Layer => {
    if (layer.kind === 'gap') return layer;
    if (layer.kind === 'use') {
      const handlers = layer.handlers.map((one) =>
        one.kind === 'router' ? { ...one, router: replaced(one.router, from, to, made) } : one,
      );
      return handlers.every((one, i) => sameRouter(one, layer.handlers[i])) ? layer : { ...layer, handlers };
    }
    return layer;
  });
  const isSame = layers.every((layer, i) => layer === router.layers[i]);
  const result = isSame ? router : { ...router, layers };
  made.set(router, result);
  return result;
}

type Mounted = Extract<Layer, { kind: 'use' }>['handlers'][number];

function sameRouter(a: Mounted, b: Mounted | undefined): boolean {
  return a.kind !== 'router' || (b?.kind === 'router' && a.router === b.router);
}
