// Guards that stand behind a function of the same router, for the same path or for all.
import type { Layer, Router } from '../../kinds/express/stack';
import type { PlacedHandler } from '../express-rule';
import { looksAtCredentials } from './refusal';

/** The first guard behind a function in the same router, for the same path or for all. */
export function guardBehind({ handler, layer, router }: PlacedHandler): PlacedHandler | null {
  if (layer.kind !== 'use') return null;
  const own = layer.handlers.slice(layer.handlers.indexOf(handler) + 1);
  const later = router.layers.slice(router.layers.indexOf(layer) + 1);
  const found = [
    ...own.flatMap((one) => guardsIn(one, layer, router)),
    ...later.flatMap((one) =>
      one.kind === 'use' && (one.paths === null || samePath(one, layer))
        ? one.handlers.flatMap((each) => guardsIn(each, one, router))
        : [],
    ),
  ];
  return found[0] ?? null;
}

type Mounted = Extract<Layer, { kind: 'use' }>['handlers'][number];

/** A guard, or the one that a router begins with. */
function guardsIn(one: Mounted, layer: Extract<Layer, { kind: 'use' }>, router: Router): PlacedHandler[] {
  const { presence } = layer;
  if (one.kind === 'function')
    return looksAtCredentials({ handler: one }) ? [{ handler: one, layer, router, presence }] : [];
  const [first] = one.router.layers;
  if (first?.kind !== 'use' || first.paths !== null) return [];
  return first.handlers.flatMap((inner) =>
    inner.kind === 'function' && looksAtCredentials({ handler: inner })
      ? [{ handler: inner, layer, router, presence }]
      : [],
  );
}

/** Whether two layers name the same path, which is not the root. */
export function samePath(a: Layer, b: Layer): boolean {
  const texts = (layer: Layer) =>
    (layer.paths ?? []).map((path) => (path.kind === 'string' ? path.text.replace(/\/+$/, '') : null));
  return texts(a).some((path) => path !== null && path !== '' && texts(b).includes(path));
}
