// Asks a site what it does with a request: chooses the layer that meets the client and lets it decide.
import type { Kind } from '../kinds/kind';
import { kindOf } from '../kinds/registry';
import type { AnswerCache, Decision } from '../model/decision';
import { openSnapshot, type Want } from '../model/files';
import type { Layer, LayerRole, Route } from '../model/layer';
import type { Request } from '../model/request';
import type { Requirement } from '../model/requirement';
import type { FileId } from '../text/span';
import type { Site } from './site';

/**
 * A decision, with the files that would make it a better one. `decision` is `null` where the site has no layer,
 * or none that is read from the entry that was named.
 */
export type Answer = { readonly decision: Decision | null; readonly wanted: readonly Want[] };

export type AskOptions = {
  /** A file of the layer that meets the client; without it the site's outermost layer does. */
  readonly entry?: FileId;
  /** What earlier requests left in caches; requests of one run share it. */
  readonly cache?: AnswerCache;
};

/** Walks one request through a site. */
export function decideIn(
  site: Pick<Site, 'snapshot' | 'layers'>,
  request: Request,
  kinds: readonly Kind[],
  options: AskOptions = {},
): Answer {
  const { files, wanted } = openSnapshot(site.snapshot);
  const decisions: Decision[] = [];
  for (const layer of entryLayers(site.layers, request, kinds, options.entry)) {
    const next = kindOf(kinds, layer.kind).decide(layer, request, files, options.cache);
    if (isMeant(next)) return { decision: next, wanted: [...wanted.values()] };
    decisions.push(next);
  }
  const decision = decisions.find(({ outcome }) => outcome.kind !== 'unknown' && outcome.status !== 404);
  return { decision: decision ?? decisions[0] ?? null, wanted: [...wanted.values()] };
}

/** Whether a layer has something that is for the request, and does not only refuse or miss it like any other. */
function isMeant({ steps }: Decision): boolean {
  return steps.some(({ effect }) => effect === 'selects');
}

/**
 * The rows of the auth map of all layers, each once: functions that make the same app make its rows again, and so does
 * a router that is mounted twice.
 */
export function routesIn(layers: readonly Layer[], kinds: readonly Kind[]): readonly Route[] {
  const known = new Map<string, Route[]>();
  return layers.flatMap((layer) => {
    const rows = kindOf(kinds, layer.kind).routes(layer);
    // A contract has each operation once, and its rows are read only as far as somebody looks at them.
    return layer.role === 'contract' ? rows : rows.filter((row) => isNew(row, known));
  });
}

function isNew(row: Route, known: Map<string, Route[]>): boolean {
  const { layer, methods, host, path, at } = row;
  const key = [layer.kind, layer.entry, methods, host, path, at.file, at.span.start].join(' ');
  const others = known.get(key) ?? [];
  known.set(key, others);
  if (others.some(({ requires }) => isSame(requires, row.requires))) return false;
  others.push(row);
  return true;
}

function isSame(a: Requirement, b: Requirement): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const OUTERMOST_FIRST: readonly LayerRole[] = ['gateway', 'app', 'contract'];

/**
 * The layers that may meet the client, the likeliest first: the one that `entry` names, by its first file or by any of
 * its files; else the outermost that is whole, and among several of these the one that serves the request's host.
 * Several contracts may describe parts of one host, and of several apps nothing tells where they listen: whichever has
 * something for the request is meant.
 */
function entryLayers(
  layers: readonly Layer[],
  request: Request,
  kinds: readonly Kind[],
  entry: FileId | undefined,
): readonly Layer[] {
  if (entry !== undefined) {
    const first = layers.find((layer) => layer.entry === entry);
    return [first ?? layers.find((layer) => layer.files.includes(entry))].filter(isThere);
  }
  const whole = layers.filter((layer) => layer.partial !== true);
  const candidates = whole.length > 0 ? whole : layers;
  const role = OUTERMOST_FIRST.find((one) => candidates.some((layer) => layer.role === one));
  const outermost = candidates.filter((layer) => layer.role === role);
  const fitting = outermost.length < 2 ? outermost : forHost(outermost, request, kinds);
  return role === 'gateway' ? fitting.slice(0, 1) : fitting;
}

function isThere(layer: Layer | undefined): layer is Layer {
  return layer !== undefined;
}

/** Those that name the request's host, else those that have a pattern for it, else all. */
function forHost(layers: readonly Layer[], { host }: Request, kinds: readonly Kind[]): readonly Layer[] {
  if (host === null) return layers;
  const named = layers.filter((layer) => hostsOf(layer, kinds).has(host));
  if (named.length > 0) return named;
  const matched = layers.filter((layer) =>
    [...hostsOf(layer, kinds)].some((pattern) => servesHost(pattern, host)),
  );
  return matched.length > 0 ? matched : layers;
}

const knownHosts = new WeakMap<Layer, ReadonlySet<string>>();

/** The hosts and patterns of hosts that a layer's routes name. */
function hostsOf(layer: Layer, kinds: readonly Kind[]): ReadonlySet<string> {
  let hosts = knownHosts.get(layer);
  if (hosts === undefined) {
    const routes = kindOf(kinds, layer.kind).routes(layer);
    hosts = new Set(routes.flatMap((route) => route.host?.split(' ') ?? []));
    knownHosts.set(layer, hosts);
  }
  return hosts;
}

/** Whether a pattern of hosts such as `*.example.com`, `.example.com` or `example.*` is for a host. */
function servesHost(pattern: string, host: string): boolean {
  if (pattern.startsWith('*.')) return host.endsWith(pattern.slice(1));
  if (pattern.startsWith('.')) return host === pattern.slice(1) || host.endsWith(pattern);
  return pattern.endsWith('.*') && host.startsWith(pattern.slice(0, -1));
}
