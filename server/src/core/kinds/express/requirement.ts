// What a route demands: asked of the stack with a request without credentials, and named after what refuses it.
import type { Decision } from '../../model/decision';
import { type Request, requestKey, requestTo, takesBody } from '../../model/request';
import { OPEN, type Requirement } from '../../model/requirement';
import { samePlace } from '../../text/span';
import { decideStack, startableVersions, waysThrough } from './dispatch/decide';
import type { End } from './dispatch/end';
import { type Grounds, Lasting } from './dispatch/lasting';
import { frontOf, type Met, trailTo } from './front';
import type { ExpressLayer } from './layer';
import { withCredentials } from './samples';
import type { RouteEntry } from './table';

/** A request for a route without credentials; `null` where no path of it is known. */
export function bareRequest(entry: RouteEntry): Request | null {
  const known = bare.get(entry);
  if (known !== undefined) return known;
  const made = entry.sample === null ? null : requestTo(entry.methods?.[0] ?? 'GET', entry.sample);
  bare.set(entry, made);
  return made;
}

const bare = new WeakMap<RouteEntry, Request | null>();

const decisions = new WeakMap<ExpressLayer, Map<string, Decision>>();

/** What a layer answers to a request without state around it, kept for all who ask. */
export function decideOnce(layer: ExpressLayer, request: Request): Decision {
  const key = requestKey(request);
  const known = decisions.get(layer) ?? new Map<string, Decision>();
  decisions.set(layer, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const decision = decideStack(layer.stack, { kind: 'express', entry: layer.entry }, request);
  known.set(key, decision);
  return decision;
}

const requirements = new Lasting((entry, grounds, layer: ExpressLayer) => {
  const requirement = find(layer, entry, grounds);
  restOnRoute(layer, entry, grounds);
  return requirement;
});

/** What a request to a route must carry. */
export function requirementOf(layer: ExpressLayer, entry: RouteEntry): Requirement {
  return requirements.of(layer.stack, entry, layer);
}

/** What all rests on that is asked of a route and of its request without credentials. */
export function restOnRoute({ stack }: ExpressLayer, entry: RouteEntry, grounds: Grounds): void {
  const request = bareRequest(entry);
  if (request === null) return;
  grounds.request(request);
  grounds.join(trailTo(stack, entry, request.method));
}

function find(layer: ExpressLayer, entry: RouteEntry, grounds: Grounds): Requirement {
  const request = bareRequest(entry);
  if (request === null) {
    return { kind: 'unknown', reason: 'no path of this route is known', at: entry.at };
  }
  const { outcome } = decideOnce(layer, request);
  if (outcome.kind === 'unknown') {
    const named = namedDemands(layer, entry, request);
    return named ?? { kind: 'unknown', reason: outcome.reason, at: outcome.at };
  }
  const isRefused =
    outcome.kind === 'challenged' || outcome.kind === 'forbidden' || outcome.kind === 'redirected';
  if (!isRefused) return OPEN;
  const { met } = frontOf(layer.stack, entry, request.method);
  const shared = sharedDemand(layer, met, request, grounds);
  if (shared !== null) return shared;
  const demands = met.flatMap(demandOf);
  if (demands.length > 0) return together(demands);
  if (outcome.kind === 'redirected') return OPEN;
  return (
    lostDemand(met) ??
    demandsBody(layer, request) ?? { kind: 'closed', why: 'nobody is let in', at: outcome.at ?? entry.at }
  );
}

/**
 * What those demand that stand before the route, where a request that brings it is served: then its own handlers demand
 * nothing else, and need not be asked one by one. `null` where that is not so.
 */
function sharedDemand(
  layer: ExpressLayer,
  met: readonly Met[],
  request: Request,
  grounds: Grounds,
): Requirement | null {
  const demands = met.filter(({ isOwn }) => !isOwn).flatMap(demandOf);
  if (demands.length === 0) return null;
  const demand = together(demands);
  const sent = withCredentials(request, demand);
  if (sent === null) return null;
  grounds.request(sent);
  return decideOnce(layer, sent).outcome.kind === 'passed' ? demand : null;
}

/**
 * What a route demands whose request without credentials gets no further than a guard that the settings name, whatever
 * that one answers; `null` where some way leads elsewhere.
 */
function namedDemands(layer: ExpressLayer, entry: RouteEntry, request: Request): Requirement | null {
  const { met } = frontOf(layer.stack, entry, request.method);
  const named = met.filter(({ handler }) => handler.behaviour.source.kind === 'named');
  if (named.length === 0) return null;
  const ref = { kind: 'express', entry: layer.entry } as const;
  const isStopped = startableVersions(layer.stack).every((version) => {
    const { ways, isComplete } = waysThrough(layer.stack, ref, request, version);
    return isComplete && ways.every(({ result }) => stopsAt(result.end, named));
  });
  return isStopped ? together(met.flatMap(demandOf)) : null;
}

function stopsAt(end: End, guards: readonly Met[]): boolean {
  const { at } = end;
  return end.kind === 'unknown' && at !== null && guards.some(({ handler }) => samePlace(handler.at, at));
}

function demandOf({ handler }: Met): readonly Requirement[] {
  const demand = handler.behaviour.demands();
  return demand.kind === 'open' || demand.kind === 'unknown' ? [] : [demand];
}

/** All of several demands; one that is made twice counts once. */
function together(demands: readonly Requirement[]): Requirement {
  const distinct = [...new Map(demands.map((one) => [sameText(one), one])).values()];
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : { kind: 'all', of: distinct };
}

/** What is not known of the demands of those that a request meets; `null` where all is. */
function lostDemand(met: readonly Met[]): Requirement | null {
  return met.map(({ handler }) => handler.behaviour.demands()).find(({ kind }) => kind === 'unknown') ?? null;
}

/** What a route demands that refuses nothing but a request without a body; `null` where a body changes nothing. */
function demandsBody(layer: ExpressLayer, request: Request): Requirement | null {
  if (!takesBody(request.method)) return null;
  const sent = { ...request, headers: [['Content-Type', 'application/json'] as const], bodyLength: 2 };
  const { outcome } = decideOnce(layer, sent);
  if (outcome.kind === 'unknown') return { kind: 'unknown', reason: outcome.reason, at: outcome.at };
  return outcome.kind === 'challenged' || outcome.kind === 'forbidden' ? null : OPEN;
}

const texts = new WeakMap<Requirement, string>();

/** A demand without its place. */
function sameText(requirement: Requirement): string {
  const known =
    texts.get(requirement) ?? JSON.stringify(requirement, (key, value) => (key === 'at' ? undefined : value));
  texts.set(requirement, known);
  return known;
}
