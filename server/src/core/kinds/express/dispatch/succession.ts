// What became of an app's routers and layers when its program was read again after a change.
import type { Layer, Router } from '../stack';
import { candidatesFor } from './candidates';

/** An app before a change, and what of it there is now. Layers that are in neither list are the same, or gone. */
export type Succession = {
  readonly before: Router;
  /** Routers that are what they were, with all that they mount. */
  readonly kept: ReadonlySet<Router>;
  /** Routers that are what they were but for what some of their layers mount, with what they are now. */
  readonly routers: ReadonlyMap<Router, Router>;
  /** Those layers, with what they are now. */
  readonly layers: ReadonlyMap<Layer, Layer>;
};

const successions = new WeakMap<Router, Succession>();

/** Notes what an app was before. That one's own past is forgotten, so that no more than one is held. */
export function succeed(app: Router, succession: Succession): void {
  successions.delete(succession.before);
  successions.set(app, succession);
}

/** What an app was before the last change; `null` where nothing is known of that. */
export function successionOf(app: Router): Succession | null {
  return successions.get(app) ?? null;
}

/**
 * What a router is now, if a request with this path meets the same in it as before but for what layers mount; `null` if
 * it does not.
 */
export function heirOf({ kept, routers, layers }: Succession, router: Router, path: string): Router | null {
  if (kept.has(router)) return router;
  const now = routers.get(router);
  if (now === undefined) return null;
  const [before, places] = [candidatesFor(router, path), candidatesFor(now, path)];
  if (before.length !== places.length) return null;
  const isSame = before.every((at, i) => {
    const [was, is] = [router.layers[at], now.layers[places[i] ?? -1]];
    return was !== undefined && is !== undefined && (was === is || layers.get(was) === is);
  });
  return isSame ? now : null;
}
