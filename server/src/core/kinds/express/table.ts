// The routes of a stack: each with the path that clients ask for, and the mounts that lead to it.
import { type Place, samePlace } from '../../text/span';
import { samplePath } from './sample-path';
import { type Layer, mountedBy, type PathPattern, type RouteHandler, type Router } from './stack';

export type RouteLayer = Extract<Layer, { kind: 'route' }>;
export type UseLayer = Extract<Layer, { kind: 'use' }>;

/** A router on the way to a route, and the layer that mounts it, which the router before it has, or the app. */
export type Mount = { readonly layer: UseLayer | RouteLayer; readonly router: Router };

/**
 * A route as clients see it: one for each path under which it can be reached. It may outlive an analysis: where what
 * it is made of is the same, a change elsewhere in the app leaves it as it is.
 */
export type RouteEntry = {
  /** `null` for all. */
  readonly methods: readonly string[] | null;
  /** With the paths of the mounts in front, in Express's own notation. */
  readonly path: string;
  /** A path that it answers; `null` where none can be told from its pattern. */
  readonly sample: string | null;
  readonly layer: RouteLayer;
  readonly router: Router;
  /** From the app inwards. */
  readonly mounts: readonly Mount[];
  readonly handlers: readonly RouteHandler[];
  /** Where its path is written, else the call. */
  readonly at: Place;
};

/** Routers in routers are followed so deep, and so many entries are listed. */
const MAX_DEPTH = 12;
const MAX_ENTRIES = 20_000;

const tables = new WeakMap<Router, readonly RouteEntry[]>();

/** The routes of an app with all that it mounts, in the order of its layers. */
export function routeTable(app: Router): readonly RouteEntry[] {
  const known = tables.get(app);
  if (known !== undefined) return known;
  const entries: RouteEntry[] = [];
  collect(app, { paths: [{ text: '', sample: '' }], mounts: [] }, entries);
  tables.set(app, entries);
  return entries;
}

/** `app.route(path).get(open).post(guard, own)` is two routes to those who ask what is guarded. */
export function byMethod(route: RouteEntry): readonly RouteEntry[] {
  const { methods } = route;
  return methods === null || methods.length < 2
    ? [route]
    : methods.map((one) => ({ ...route, methods: [one] }));
}

type Prefix = { readonly text: string; readonly sample: string | null };
type Way = { readonly paths: readonly Prefix[]; readonly mounts: readonly Mount[] };

function collect(router: Router, way: Way, entries: RouteEntry[]): void {
  if (way.mounts.length > MAX_DEPTH || entries.length > MAX_ENTRIES) return;
  for (const layer of router.layers) {
    if (layer.kind === 'gap' || isOtherPath(layer, router)) continue;
    collectBehind(layer, way, entries);
    if (layer.kind === 'route') entries.push(...entriesOf(layer, router, way));
  }
}

/** What is behind a layer, by the way to it. */
type Behind = { readonly way: Way; readonly entries: readonly RouteEntry[] };

const behind = new WeakMap<UseLayer | RouteLayer, Behind>();

/** The routes of the routers that a layer mounts: those that are known already, where the way to them is the same. */
function collectBehind(layer: UseLayer | RouteLayer, way: Way, entries: RouteEntry[]): void {
  const routers = mountedBy(layer);
  if (routers.length === 0) return;
  const known = behind.get(layer);
  if (
    known !== undefined &&
    isSameWay(known.way, way) &&
    known.entries.length + entries.length < MAX_ENTRIES
  ) {
    entries.push(...known.entries);
    return;
  }
  const start = entries.length;
  const paths = way.paths.flatMap((prefix) => patternsOf(layer).map((one) => joined(prefix, one, true)));
  for (const router of routers) {
    if (way.mounts.some((mount) => mount.router === router)) continue;
    collect(router, { paths, mounts: [...way.mounts, { layer, router }] }, entries);
  }
  if (entries.length < MAX_ENTRIES) behind.set(layer, { way, entries: entries.slice(start) });
}

function isSameWay(a: Way, b: Way): boolean {
  return (
    a.mounts.length === b.mounts.length &&
    a.mounts.every(
      ({ layer, router }, i) => layer === b.mounts[i]?.layer && router === b.mounts[i]?.router,
    ) &&
    a.paths.length === b.paths.length &&
    a.paths.every(({ text, sample }, i) => text === b.paths[i]?.text && sample === b.paths[i]?.sample)
  );
}

/** Whether this unknown path is what another one, which is known, is the default of. */
function isOtherPath(layer: UseLayer | RouteLayer, { layers }: Router): boolean {
  if (!layer.paths?.some((path) => path.kind === 'unknown' && path.isElse)) return false;
  return layers.some((one) => one.kind === layer.kind && samePlace(one.at, layer.at) && !hasUnknownPath(one));
}

function hasUnknownPath({ paths }: Layer): boolean {
  return paths?.some(({ kind }) => kind === 'unknown') === true;
}

const ROOT: PathPattern = { kind: 'string', text: '', at: null };

function patternsOf(layer: Layer): readonly PathPattern[] {
  return layer.paths === null || layer.paths.length === 0 ? [ROOT] : layer.paths;
}

function entriesOf(layer: RouteLayer, router: Router, { paths, mounts }: Way): readonly RouteEntry[] {
  const named = [...new Set(layer.handlers.map(({ method }) => method))];
  if (named.length === 0) return [];
  const methods = named.filter((method) => method !== null);
  return paths.flatMap((prefix) =>
    patternsOf(layer).map((pattern): RouteEntry => {
      const { text, sample } = joined(prefix, pattern, false);
      const path = text === '' ? '/' : text;
      const isForAll = methods.length === 0;
      return {
        methods: isForAll ? null : methods,
        path,
        sample: sample === '' ? '/' : sample,
        layer,
        router,
        mounts,
        handlers: layer.handlers,
        at: pattern.at ?? layer.at,
      };
    }),
  );
}

/** A path behind the one of its mount. `use('/api/')` mounts at `/api`. */
function joined(prefix: Prefix, pattern: PathPattern, isMount: boolean): Prefix {
  const text = patternText(pattern);
  const sample = samplePath(pattern, isMount);
  const bare = isMount ? text.replace(/\/+$/, '') : text;
  const isRoot = !isMount && prefix.text !== '' && bare === '/';
  return {
    text: isRoot ? prefix.text : `${prefix.text}${bare}`,
    sample:
      prefix.sample === null || sample === null
        ? null
        : prefix.sample !== '' && sample === '/'
          ? prefix.sample
          : `${prefix.sample}${sample}`,
  };
}

function patternText(pattern: PathPattern): string {
  switch (pattern.kind) {
    case 'string':
      return pattern.text;
    case 'regexp':
      return `/${pattern.source}/${pattern.flags}`;
    case 'unknown':
      return `${pattern.head || '/'}(unknown)${pattern.tail}`;
  }
}
