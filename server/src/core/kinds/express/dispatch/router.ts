// One request in one router: Express's own loop over its layers, on what is known of the handlers.
// Sources: lib/router/index.js and lib/router/route.js of Express 4.22, index.js and lib/route.js of router 2.3.
import type { Datum } from '../behaviour/datum';
import { pathOf } from '../behaviour/exchange-state';
import { actOn } from '../behaviour/remembered';
import { TARGET } from '../behaviour/sights';
import type { PathMatch } from '../matching/match';
import type { Handler, Layer, RouteHandler, Router } from '../stack';
import { withApp } from './apps';
import { canBeMount, candidateSights } from './candidate-sights';
import { candidatesFor } from './candidates';
import { answered, type End, malformed, type Pending } from './end';
import { matcherOfLayer } from './matchers';
import { allowOf, handlesMethod, methodsOf, routeMethod } from './methods';
import { awaitsOf, callFunction, settle } from './one-call';
import { paramsFor } from './params';
import { type Journey, type Move, ON, OUT, type Passage, type Stop } from './passage';
import { isThere } from './presence';
import { type Supposed, supposeMatch } from './unknown-paths';
import { describePaths } from './words';

/** What a router leaves: the end of the request, or the request to the router around it. */
export type Left = End | { readonly kind: 'left'; readonly pending: Pending | null };

/** Routers in routers; a router that mounts itself would never end. */
const MAX_DEPTH = 40;

/** Sends a request through the layers of a router. */
export function runRouter(router: Router, journey: Journey, depth = 0): Left {
  if (depth > MAX_DEPTH) return { kind: 'unknown', reason: 'routers are mounted too deep', at: router.at };
  const { exchange } = journey;
  const { trail, turns, first } = journey;
  const passage: Passage = {
    exchange,
    trail,
    turns,
    first,
    comeTo: journey.comeTo,
    router,
    parentParams: exchange.where.params,
    parentRest: exchange.where.paramsRest,
    parentUrl: exchange.where.baseUrl,
    depth,
    methods: [],
    called: new Map(),
    pending: null,
  };
  const move = runLayers(passage);
  return move.kind === 'on' || move.kind === 'out' ? leave(passage) : move;
}

/** One layer after the other, of those that may match; a handler may change the path for those behind it. */
function runLayers(passage: Passage): Move {
  const { router, exchange, trail, depth } = passage;
  const { where, sights, version } = exchange;
  // What the app's own layers are to a request can be told of another one; all else takes the same target.
  let sighted = depth === 0 ? candidateSights(router, version) : null;
  if (sighted === null) sights?.see(TARGET);
  let { url } = where;
  trail.visit(router, pathOf(url));
  let candidates = candidatesFor(router, pathOf(url));
  for (let i = depth === 0 ? passage.first : 0; ; i++) {
    if (sighted !== null) {
      const { pending, methods, called } = passage;
      if (pending === null && methods.length === 0 && called.size === 0) passage.comeTo(i);
      sights?.see(sighted(i));
    }
    const at = candidates[i];
    if (at === undefined) return ON;
    const layer = router.layers[at];
    const move = layer === undefined ? ON : runLayer(passage, layer);
    if (move.kind !== 'on') return move;
    if (where.url === url) continue;
    url = where.url;
    sighted = null;
    sights?.see(TARGET);
    trail.visit(router, pathOf(url));
    candidates = candidatesFor(router, pathOf(url)).filter((one) => one > at);
    i = -1;
  }
}

/** At the end of a router: OPTIONS is answered with the methods of its routes, else the router around goes on. */
function leave(passage: Passage): Left {
  const { exchange, methods, pending, router } = passage;
  const [gap] = router.gaps;
  if (gap !== undefined) return { kind: 'unknown', reason: gap.reason, at: gap.at };
  exchange.where.params = passage.parentParams;
  exchange.where.paramsRest = passage.parentRest;
  exchange.where.baseUrl = passage.parentUrl;
  if (pending !== null || methods.length === 0) return { kind: 'left', pending };
  exchange.setHeader('Allow', [allowOf(methods, exchange.version)]);
  exchange.tell(router.at, 'no layer answers OPTIONS, so Express names the methods itself', 'answers');
  return answered(exchange, router.at, 'express');
}

function runLayer(passage: Passage, layer: Layer): Move {
  if (layer.kind === 'use') return runUse(passage, layer);
  if (layer.kind === 'route' && isPassedOver(passage, layer)) return ON;
  const match = matchLayer(passage, layer);
  if (match.kind === 'unknown') return match;
  if (match.kind !== 'match') return ON;
  if (layer.kind === 'gap') {
    return isThere(passage.exchange, layer.presence)
      ? { kind: 'unknown', reason: layer.reason, at: layer.at }
      : ON;
  }
  if (passage.pending !== null) return ON;
  const { method } = passage.exchange;
  const handled = handlesMethod(layer.handlers, method);
  if (!handled && method !== 'HEAD' && method !== 'OPTIONS') return ON;
  if (!isThere(passage.exchange, layer.presence)) return ON;
  if (!handled && method === 'OPTIONS') {
    passage.methods.push(...methodsOf(layer.handlers));
    return ON;
  }
  setParams(passage, match);
  if (handled) passage.exchange.tell(layer.at, `${method} ${describePaths(layer.paths)} matches`, 'selects');
  const before = runParams(passage, match);
  return before ?? runRoute(passage, layer.handlers);
}

/** Whether a route whose path is not known is none for this request whatever its path is, so that nobody need ask. */
function isPassedOver(
  { pending, exchange, router }: Passage,
  layer: Extract<Layer, { kind: 'route' }>,
): boolean {
  const { method, version } = exchange;
  if (matcherOfLayer(layer, router.settings, version).kind !== 'unknown') return false;
  if (pending !== null) return true;
  return !handlesMethod(layer.handlers, method) && method !== 'HEAD' && method !== 'OPTIONS';
}

/** Each function of a `use` is a layer of its own. */
function runUse(passage: Passage, layer: Extract<Layer, { kind: 'use' }>): Move {
  for (const handler of layer.handlers) {
    const match = matchLayer(passage, layer);
    if (match.kind === 'unknown') return match;
    if (match.kind !== 'match') continue;
    if (!isThere(passage.exchange, layer.presence)) return ON;
    setParams(passage, match);
    const before = runParams(passage, match);
    const move = before ?? runMounted(passage, handler, match.path);
    if (move.kind !== 'on') return move;
  }
  return ON;
}

function matchLayer(
  passage: Passage,
  layer: Layer,
): (PathMatch & Partial<Supposed>) | Extract<End, { kind: 'unknown' }> {
  const { router, exchange } = passage;
  const matcher = matcherOfLayer(layer, router.settings, exchange.version);
  switch (matcher.kind) {
    case 'unknown': {
      // Callbacks of parameters and wrong escapes depend on the names in a path.
      const isOpen = router.params.length > 0 || exchange.path.includes('%');
      if (!isOpen) return supposeMatch(exchange, layer, matcher);
      return { kind: 'unknown', reason: matcher.reason, at: matcher.pattern.at ?? layer.at };
    }
    case 'throws':
      return {
        kind: 'unknown',
        reason: `Express ${exchange.version} refuses this path when the program starts: ${matcher.reason}`,
        at: matcher.pattern.at ?? layer.at,
      };
    case 'matcher': {
      const match = matcher.match(pathOf(exchange.where.url));
      if (match.kind === 'malformed') passage.pending ??= malformed(layer.at);
      return match;
    }
  }
}

type Matched = Extract<PathMatch, { kind: 'match' }> & Partial<Supposed>;

function setParams(passage: Passage, match: Matched): void {
  const { exchange, parentParams, parentRest, router } = passage;
  exchange.where.params = paramsFor(match, parentParams, router.settings);
  exchange.where.paramsRest = match.rest ?? (router.settings.mergeParams ? parentRest : null);
}

/** The callbacks of `router.param`, for the parameters of this layer; `null` where the layer may run. */
function runParams(passage: Passage, match: Extract<PathMatch, { kind: 'match' }>): Move | null {
  const { exchange, router, called } = passage;
  if (router.params.length === 0) return null;
  for (const name of match.keys) {
    const value = exchange.params.get(name);
    const callbacks = router.params.filter((param) => param.name === name);
    if (callbacks.length === 0 || value === undefined || isUndefined(value)) continue;
    const id = JSON.stringify(value);
    const before = called.get(name);
    if (before !== undefined && (before.value === id || isError(before.stop))) {
      if (before.stop === null) continue;
      return stopLayer(passage, before.stop);
    }
    called.set(name, { value: id, stop: null });
    for (const callback of callbacks) {
      if (!isThere(passage.exchange, callback.presence)) continue;
      exchange.calledFor = { kind: 'param', value, name };
      exchange.awaits = awaitsOf(passage, callback);
      const ending = actOn(callback.behaviour, exchange);
      exchange.calledFor = { kind: 'request' };
      const move = settle(passage, ending, callback.behaviour.at ?? callback.at, 'handler');
      if (move.kind === 'next') continue;
      if (move.kind !== 'failed' && move.kind !== 'leaveRoute' && move.kind !== 'leaveRouter') return move;
      called.set(name, { value: id, stop: move });
      return stopLayer(passage, move);
    }
  }
  return null;
}

/** An error and `next('router')` of a param callback count for other values, too; `next('route')` does not. */
function isError(stop: Stop | null): boolean {
  return stop !== null && stop.kind !== 'leaveRoute';
}

function stopLayer(passage: Passage, stop: Stop): Move {
  if (stop.kind === 'failed') passage.pending ??= stop.pending;
  return stop.kind === 'leaveRouter' && passage.pending === null ? OUT : ON;
}

function isUndefined(value: Datum): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

/** Runs a function or a router under a mount path, which it does not see. */
function runMounted(passage: Passage, handler: Handler, layerPath: string): Move {
  const { exchange } = passage;
  const { where } = exchange;
  if (!canBeMount(layerPath, pathOf(where.url), exchange.version)) return ON;
  let slashAdded = false;
  if (layerPath !== '') {
    where.url = where.url.slice(layerPath.length);
    if (!where.url.startsWith('/')) {
      where.url = `/${where.url}`;
      slashAdded = true;
    }
    where.baseUrl = passage.parentUrl + (layerPath.endsWith('/') ? layerPath.slice(0, -1) : layerPath);
  }
  const move = handler.kind === 'router' ? enter(passage, handler, true) : callUsed(passage, handler);
  if (layerPath !== '') restoreUrl(passage, layerPath, slashAdded);
  return move;
}

/** Puts the mount path back in front, whatever the handler made of the URL. */
function restoreUrl({ exchange, parentUrl }: Passage, removed: string, slashAdded: boolean): void {
  const { where, version } = exchange;
  const isRoot = where.url === '/' || where.url.startsWith('/?');
  const takesSlash = version === 4 || isRoot || (removed.endsWith('/') && where.url.startsWith('/'));
  if (slashAdded && takesSlash) where.url = where.url.slice(1);
  where.baseUrl = parentUrl;
  where.url = removed + where.url;
}

/**
 * Enters a router. Only `app.use` mounts an app: then it inherits settings, and `req.app` is afterwards what it was
 * (Express 4 and 5 `lib/application.js`, use).
 */
function enter(passage: Passage, handler: Extract<Handler, { kind: 'router' }>, isUsed = false): Move {
  if (passage.pending !== null) return ON;
  const { exchange, router } = passage;
  const isMount = isUsed && router.kind === 'app';
  const { settings, apps } = exchange;
  const inner = handler.router;
  if (inner.kind === 'app') {
    const trustProxy =
      inner.settings.trustProxy.kind === 'off' ? settings.trustProxy : inner.settings.trustProxy;
    exchange.settings = { ...inner.settings, trustProxy };
    exchange.apps = withApp(inner, isMount ? apps : []);
  }
  const left = runRouter(inner, passage, passage.depth + 1);
  exchange.settings = settings;
  exchange.apps = inner.kind === 'app' && !isMount ? [] : apps;
  if (left.kind !== 'left') return left;
  passage.pending = left.pending;
  return ON;
}

function callUsed(passage: Passage, handler: Extract<Handler, { kind: 'function' }>): Move {
  const outcome = callFunction(passage, handler);
  switch (outcome.kind) {
    case 'next':
    case 'leaveRoute':
      return ON;
    case 'leaveRouter':
      return OUT;
    case 'failed':
      passage.pending = outcome.pending;
      return ON;
    default:
      return outcome;
  }
}

/** The handlers of a route, one after the other. */
function runRoute(passage: Passage, handlers: readonly RouteHandler[]): Move {
  const method = routeMethod(handlers, passage.exchange.method);
  for (const entry of handlers) {
    const { handler, presence = [] } = entry;
    if ((entry.method !== null && entry.method !== method) || !isThere(passage.exchange, presence)) continue;
    if (handler.kind === 'router') {
      const move = enter(passage, handler);
      if (move.kind !== 'on') return move;
      continue;
    }
    const outcome = callFunction(passage, handler);
    if (outcome.kind === 'leaveRoute') {
      passage.pending = null;
      return ON;
    }
    if (outcome.kind === 'leaveRouter') {
      passage.pending = null;
      return OUT;
    }
    if (outcome.kind === 'failed') passage.pending = outcome.pending;
    else if (outcome.kind !== 'next') return outcome;
  }
  return ON;
}
