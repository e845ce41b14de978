// The matchers of the layers of a stack, made once for each version of Express.
import type { Version } from '../behaviour/behaviour';
import { type Matcher, matcherOf } from '../matching/match';
import type { Layer, Router, RouterSettings, Stack } from '../stack';

const KNOWN = new WeakMap<Layer, Map<string, Matcher>>();

/** The matcher of a layer of a router with these settings: `use` is never strict, and takes what begins with its path. */
export function matcherOfLayer(layer: Layer, settings: RouterSettings, version: Version): Matcher {
  const { strict, caseSensitive } = settings;
  const key = `${version} ${strict} ${caseSensitive}`;
  const known = KNOWN.get(layer) ?? new Map<string, Matcher>();
  KNOWN.set(layer, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const end = layer.kind === 'route';
  const isArray = (layer.paths?.length ?? 1) !== 1;
  const options = { end, strict: end && strict, sensitive: caseSensitive };
  const matcher = matcherOf(layer.paths, isArray, version, options);
  known.set(key, matcher);
  return matcher;
}

/** The layers whose path throws when Express of this version is given it, so that the program does not start. */
export function throwingLayers(
  stack: Stack,
  version: Version,
): readonly { readonly layer: Layer; readonly reason: string }[] {
  return routersOf(stack.app).flatMap((router) =>
    router.layers.flatMap((layer) => {
      if (layer.kind === 'gap' || layer.presence.some(({ kind }) => kind === 'perhaps')) return [];
      const matcher = matcherOfLayer(layer, router.settings, version);
      return matcher.kind === 'throws' ? [{ layer, reason: matcher.reason }] : [];
    }),
  );
}

/** An app and all routers that are mounted in it, each once. */
export function routersOf(app: Router): readonly Router[] {
  const found = new Set<Router>([app]);
  for (const router of found) {
    for (const layer of router.layers) {
      if (layer.kind === 'gap') continue;
      for (const entry of layer.handlers) {
        const handler = 'handler' in entry ? entry.handler : entry;
        if (handler.kind === 'router') found.add(handler.router);
      }
    }
  }
  return [...found];
}
