// Paths with a wildcard at their end, which miss what is in front of it.
import type { Fix } from '../../findings/finding';
import { matcherOfLayer } from '../../kinds/express/dispatch/matchers';
import type { PathPattern, Router } from '../../kinds/express/stack';
import { type ExpressContext, fixOf, type PlacedHandler } from '../express-rule';
import { replaceText } from './path-texts';

/** A layer whose only path ends with a wildcard, and which misses the path in front of that. */
export type Wildcard = {
  readonly router: Router;
  readonly layer: PlacedHandler['layer'];
  readonly pattern: Extract<PathPattern, { kind: 'string' }>;
  /** What is in front of the wildcard, without a slash; empty for the root of the router. */
  readonly base: string;
};

/** The wildcard of a layer; `null` where its path is another, or where the wildcard takes what is in front of it. */
export function wildcardOf(
  context: ExpressContext,
  router: Router,
  layer: PlacedHandler['layer'],
): Wildcard | null {
  const [pattern, ...others] = layer.paths ?? [];
  if (pattern?.kind !== 'string' || others.length > 0) return null;
  const base = /^((?:\/[\w.~-]+)*)\/(?:\*+\w*|\(\.\*\))$/.exec(pattern.text)?.[1];
  if (base === undefined) return null;
  const misses = context.versions.every((version) => {
    const matcher = matcherOfLayer(layer, router.settings, version);
    if (matcher.kind !== 'matcher') return false;
    const kinds = [base === '' ? '/' : base, `${base}/x`].map((path) => matcher.match(path).kind);
    return kinds[0] === 'none' && kinds[1] === 'match';
  });
  return misses ? { router, layer, pattern, base } : null;
}

/** `use` needs no wildcard; a route needs one that may be empty, which only Express 5 can write in one text. */
export function wildcardRemoved(context: ExpressContext, { layer, pattern, base }: Wildcard): readonly Fix[] {
  const name = /\*+(\w+)$/.exec(pattern.text)?.[1];
  const text = layer.kind === 'use' ? base || '/' : base === '' ? `/{*${name}}` : `${base}{/*${name}}`;
  if (layer.kind === 'route' && name === undefined) return [];
  return fixOf(`Use ${text}`, 'review', replaceText(context, pattern, text));
}
