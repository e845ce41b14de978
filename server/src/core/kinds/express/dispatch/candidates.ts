// Which layers of a router may match a path, found by the words that their own paths begin with.
import type { Layer, Router } from '../stack';

/** Routers of fewer layers are gone through as they are. */
const MIN_LAYERS = 6;
const MAX_REMEMBERED = 1000;

type Index = {
  readonly all: readonly Layer[];
  /** The places of layers by the segments of words that every path begins with which they match. */
  readonly byStart: ReadonlyMap<string, readonly number[]>;
  readonly isExact: boolean;
  readonly known: Map<string, readonly number[]>;
};

const indices = new WeakMap<Router, Index>();

/** The places of the layers that may match a path, in their order; all others surely do not. */
export function candidatesFor(router: Router, path: string): readonly number[] {
  const index = indices.get(router) ?? indexOf(router);
  indices.set(router, index);
  const known = index.known.get(path);
  if (known !== undefined) return known;
  const found = find(index, path);
  if (index.known.size >= MAX_REMEMBERED) index.known.clear();
  index.known.set(path, found);
  return found;
}

function indexOf({ layers, settings }: Router): Index {
  const isExact = settings.caseSensitive;
  const byStart = new Map<string, number[]>();
  for (const [i, layer] of layers.entries()) {
    const start = layers.length < MIN_LAYERS ? '' : startOf(layer);
    const key = isExact ? start : start.toLowerCase();
    const others = byStart.get(key);
    if (others === undefined) byStart.set(key, [i]);
    else others.push(i);
  }
  return { all: layers, byStart, isExact, known: new Map() };
}

function find({ byStart, isExact }: Index, path: string): readonly number[] {
  const text = isExact ? path : path.toLowerCase();
  const found: number[] = [...(byStart.get('') ?? [])];
  for (let end = text.indexOf('/', 1); ; end = text.indexOf('/', end + 1)) {
    found.push(...(byStart.get(end < 0 ? text : text.slice(0, end)) ?? []));
    if (end < 0) return found.sort((a, b) => a - b);
  }
}

/** Segments of words and parameters: no library refuses them, and each has to be there. */
const PLAIN = /^(?:\/(?:[\w-]+|:[a-z_]\w*))+\/?$/i;

/** The words that a path has to begin with so that the layer matches it: `/users` for `/users/:id/posts`. */
function startOf({ paths }: Layer): string {
  const [only] = paths ?? [];
  if (paths?.length !== 1 || only?.kind !== 'string' || !PLAIN.test(only.text)) return '';
  return /^(?:\/[\w-]+)*/.exec(only.text)?.[0] ?? '';
}
