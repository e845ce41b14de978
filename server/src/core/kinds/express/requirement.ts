// What a route demands: asked of the stack with a request without credentials, and named after what refuses it.
import type { Decision, Outcome } from '../../model/decision';
import type { LayerRef } from '../../model/layer';
import { type Request, requestKey, requestTo, takesBody } from '../../model/request';
import { OPEN, type Requirement } from '../../model/requirement';
import { samePlace } from '../../text/span';
import { decideStack, startableVersions, waysThrough } from './dispatch/decide';
import { type End, outcomeOf } from './dispatch/end';
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
  const decision = decideStack(layer.stack, refOf(layer), request);
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
  if (!isRefusal(outcome)) return OPEN;
  const { met } = frontOf(layer.stack, entry, request.method);
  const demands = mayDemand(layer, met, request, grounds).flatMap((one) => demandOf(one, request));
  if (demands.length > 0) return together(demands);
  if (outcome.kind === 'redirected') return OPEN;
  return (
    lostDemand(met) ??
    demandsBody(layer, request) ?? { kind: 'closed', why: 'nobody is let in', at: outcome.at ?? entry.at }
  );
}

/** So many ways are gone to see who refuses; where there are more, everybody is asked. */
const MAX_WAYS = 16;

/**
 * Those who may demand something: all that stand before the route, and of its own functions those that refuse a request
 * on some way which brings what is demanded before. Where that is not known, all.
 */
function mayDemand(
  layer: ExpressLayer,
  met: readonly Met[],
  request: Request,
  grounds: Grounds,
): readonly Met[] {
  const before = met.filter(({ isOwn }) => !isOwn);
  const demands = before.flatMap((one) => demandOf(one, request));
  const sent = demands.length === 0 ? null : withCredentials(request, together(demands));
  if (sent === null) return met;
  grounds.request(sent);
  const ends = endsOf(layer, sent);
  const outcomes = ends.map((end) => outcomeOf(end, refOf(layer)));
  const refusals = ends.filter((_, i) => isRefusal(outcomes[i]));
  const isBy = ({ handler }: Met, end: End) =>
    end.kind === 'answered' && end.handler !== null && samePlace(end.handler, handler.at);
  const isKnown =
    outcomes.some(({ kind }) => kind === 'passed') &&
    outcomes.every(({ kind }) => kind !== 'unknown') &&
    refusals.every((end) => met.some((one) => isBy(one, end)));
  return isKnown ? met.filter((one) => !one.isOwn || refusals.some((end) => isBy(one, end))) : met;
}

/** How a request ends on all its ways; nothing where they are too many to be gone. */
function endsOf(layer: ExpressLayer, request: Request): readonly End[] {
  const isTooMany = ({ length }: readonly unknown[]) => length >= MAX_WAYS;
  const versions = startableVersions(layer.stack).map((version) =>
    waysThrough(layer.stack, refOf(layer), request, version, isTooMany),
  );
  if (versions.some(({ ways, isComplete }) => !isComplete || isTooMany(ways))) return [];
  return versions.flatMap(({ ways }) => ways.map(({ result }) => result.end));
}

function refOf({ entry }: ExpressLayer): LayerRef {
  return { kind: 'express', entry };
}

function isRefusal(outcome: Outcome | undefined): boolean {
  const { kind } = outcome ?? {};
  return kind === 'challenged' || kind === 'forbidden' || kind === 'redirected';
}

/**
 * What a route demands whose request without credentials gets no further than a guard that the settings name, whatever
 * that one answers; `null` where some way leads elsewhere.
 */
function namedDemands(layer: ExpressLayer, entry: RouteEntry, request: Request): Requirement | null {
  const { met } = frontOf(layer.stack, entry, request.method);
  const named = met.filter(({ handler }) => handler.behaviour.source.kind === 'named');
  if (named.length === 0) return null;
  const isStopped = startableVersions(layer.stack).every((version) => {
    const { ways, isComplete } = waysThrough(layer.stack, refOf(layer), request, version);
    return isComplete && ways.every(({ result }) => stopsAt(result.end, named));
  });
  return isStopped ? together(met.flatMap((one) => demandOf(one, request))) : null;
}

function stopsAt(end: End, guards: readonly Met[]): boolean {
  const { at } = end;
  return end.kind === 'unknown' && at !== null && guards.some(({ handler }) => samePlace(handler.at, at));
}

function demandOf({ handler }: Met, request: Request): readonly Requirement[] {
  const demand = handler.behaviour.demands(request);
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
