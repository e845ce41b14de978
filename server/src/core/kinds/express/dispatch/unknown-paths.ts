// Layers whose path is not known: whether it matches, and how much of the request's path it takes, is supposed.
import type { Place } from '../../../text/span';
import { type Unknown, unknown } from '../behaviour/datum';
import type { Exchange } from '../behaviour/exchange';
import type { PathMatch } from '../matching/match';
import type { Layer } from '../stack';

/** A match of a path that is not known. Nobody knows its parameters: `rest` stands for them. */
export type Supposed = PathMatch & { readonly rest: Unknown | null };

const NONE: Supposed = { kind: 'none', rest: null };

/**
 * What an unknown path makes of a request, for this way through the stack: the path of a route matches all of the
 * request's path or nothing; the one of `use` may match every part of it that ends before a slash.
 */
export function supposeMatch(exchange: Exchange, layer: Layer, reason: string, at: Place): Supposed {
  const key = `path ${at.file}:${at.span.start}:${at.span.end} ${exchange.baseUrl}${exchange.path}`;
  if (!exchange.suppose({ key, reason, at })) return NONE;
  const { path } = exchange;
  const parts = layer.kind === 'use' ? partsOf(path) : [path];
  const part = parts.slice(0, -1).find((one) => exchange.suppose({ key: `${key} ${one}`, reason, at }));
  const rest = unknown('the parameters of this path are not known', at, { key: `params of ${key}` });
  return { kind: 'match', path: part ?? parts.at(-1) ?? path, params: new Map(), keys: [], rest };
}

/** The starts of a path at which a mounted one may end, the shortest, nothing, first. */
function partsOf(path: string): readonly string[] {
  const bare = path.replace(/\/+$/, '');
  const starts: string[] = [];
  for (let i = 0; i < bare.length; i++) if (bare[i] === '/') starts.push(bare.slice(0, i));
  return [...starts, bare];
}
