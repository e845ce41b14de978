// What an app would do if its layers stood in another order, or if it had one more: the proof of what is in the way.
import { decideStack } from '../../kinds/express/dispatch/decide';
import type { Layer, Router } from '../../kinds/express/stack';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';

/** What a request would get if layers stood in front of another one of the same router. */
export function ifInFront(
  context: ExpressContext,
  router: Router,
  { moved, target }: { readonly moved: readonly Layer[]; readonly target: Layer },
  request: Request,
): Decision {
  const others = router.layers.filter((layer) => !moved.includes(layer));
  const at = others.indexOf(target);
  const layers = [...others.slice(0, at), ...moved, ...others.slice(at)];
  return decideWith(context, replaced(context.stack.app, router, { ...router, layers }), request);
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
