// What an Express program does with one request: all ways through its stack, as long as they come to the same.
import type { Decision, Outcome } from '../../../model/decision';
import type { LayerRef } from '../../../model/layer';
import { type Request, requestKey, takesBody } from '../../../model/request';
import { samePlace } from '../../../text/span';
import type { Version } from '../behaviour/behaviour';
import type { EndedExchange } from '../behaviour/ended-exchange';
import { Exchange } from '../behaviour/exchange';
import { copyOfState, type Disk } from '../behaviour/exchange-state';
import { FITS } from '../behaviour/libraries/schemas';
import { Sights } from '../behaviour/sights';
import type { Stack } from '../stack';
import { begunAlike, keepForAlike, walkedAlike } from './alike';
import { withApp } from './apps';
import { enteringFor } from './called';
import { type End, finalAnswer, outcomeOf } from './end';
import { mayBeLogin, waysOfLogin } from './logins';
import { throwingLayers } from './matchers';
import { runRouter } from './router';
import { Trail } from './trail';
import { keepWalked, walkedBefore } from './walked';
import { partingAnswer, partingQuestion, type Way, type Ways, walkAll } from './ways';

/** One way of a request to its end, with what is left of the exchange. */
export type Passed = { readonly end: End; readonly exchange: EndedExchange; readonly version: Version };

/** All ways of a request through a stack on one version of Express; for rules that ask more than what is decided. */
export function waysThrough(
  stack: Stack,
  layer: LayerRef,
  request: Request,
  version: Version,
  isEnough?: (ways: readonly Way<Passed>[]) => boolean,
  disk: Disk | null = null,
): Ways<Passed> {
  const asking = { key: requestKey(request), version, isWhole: isEnough === undefined, disk };
  const before = walkedBefore(stack.app, asking);
  if (before !== null) return before.found;
  const alike = disk === null ? walkedAlike(stack.app, request, version) : null;
  if (alike && !(asking.isWhole && alike.isStopped)) {
    keepWalked(stack.app, asking, alike);
    return alike.found;
  }
  const trail = new Trail();
  const sights = alike === null ? null : new Sights();
  const begun = disk === null ? [...begunAlike(stack.app, request, version)] : [];
  let isStopped = false;
  const found = walkAll<Passed>(
    layer,
    (guide, turns) => {
      const exchange = new Exchange(request, version, stack.app.settings, guide, sights);
      exchange.apps = withApp(stack.app, []);
      const isRouted = (path: string) => trail.isRouted(stack.app, path);
      const enter = enteringFor(stack, exchange, trail);
      exchange.within(disk === null ? null : trail.disk(disk), isRouted, enter);
      const from = begun[turns.beginAt(begun.map(({ way }) => way))];
      if (from !== undefined) exchange.state = { ...copyOfState(from.state), url: request.target };
      for (const sight of from?.sights ?? []) sights?.see(sight);
      const passed = (end: End): Passed => ({ end, exchange: exchange.ended, version });
      const left = runRouter(stack.app, {
        exchange,
        trail,
        first: from?.nth ?? 0,
        comeTo: (nth) => {
          const way = turns.beginning();
          if (!exchange.isPlain || nth === from?.nth) return;
          const seen = sights === null || sights.isOwn || !way.isFirst ? null : [...sights.all];
          begun.push({ nth, state: copyOfState(exchange.state), way, sights: seen });
        },
        turns: {
          reached: () => turns.reached(),
          ended: (at, end) => turns.ended(at, passed(end)),
          wentOn: (at, how, effect) => turns.wentOn(at, how, effect),
        },
      });
      return passed(left.kind === 'left' ? finalAnswer(exchange, left.pending) : left);
    },
    (ways) => {
      isStopped = isEnough?.(ways) === true;
      return isStopped;
    },
  );
  const walked = { found, isStopped, trail };
  keepWalked(stack.app, asking, walked);
  if (sights !== null) keepForAlike(stack.app, request, version, sights, walked, begun);
  return found;
}

/**
 * Decides what a program answers to a request. Where it may run on Express 4 and on 5, both must answer alike; a
 * version on which the program cannot start is left out where the other one can. With `disk`, files that are served are
 * looked up there.
 */
export function decideStack(
  stack: Stack,
  layer: LayerRef,
  request: Request,
  disk: Disk | null = null,
): Decision {
  const decisions = startableVersions(stack).map((version) => decideOn(stack, layer, request, version, disk));
  const [first, second] = decisions;
  if (first === undefined) return undecided(layer, request, 'no version of Express is known');
  if (second === undefined || sameOutcome(first.outcome, second.outcome)) return first;
  if (first.outcome.kind === 'unknown') return first;
  if (second.outcome.kind === 'unknown') return second;
  const reason = 'Express 4 and Express 5 answer differently, and nothing says which one runs';
  return { ...first, outcome: { kind: 'unknown', reason, by: layer, at: first.outcome.at } };
}

/** The versions that the program may run on, without those that refuse one of its paths when it starts. */
export function startableVersions(stack: Stack): readonly Version[] {
  if (stack.versions.length < 2) return stack.versions;
  const able = stack.versions.filter((version) => throwingLayers(stack, version).length === 0);
  return able.length === 0 ? stack.versions : able;
}

function undecided(layer: LayerRef, request: Request, reason: string): Decision {
  return { request, outcome: { kind: 'unknown', reason, by: layer, at: null }, upstream: null, steps: [] };
}

function decideOn(
  stack: Stack,
  layer: LayerRef,
  request: Request,
  version: Version,
  disk: Disk | null,
): Decision {
  const [refused] = throwingLayers(stack, version);
  if (refused !== undefined) {
    const reason = `Express ${version} refuses a path, so the program does not start: ${refused.reason}`;
    return {
      request,
      outcome: { kind: 'unknown', reason, by: layer, at: refused.layer.at },
      upstream: null,
      steps: [],
    };
  }
  const isEnough = (found: readonly Way<Passed>[]) =>
    parting(found, layer, request, found.length - 1) !== null && !mayBeLogin(found, layer);
  const { ways, isComplete } = waysThrough(stack, layer, request, version, isEnough, disk);
  const [first] = ways;
  if (first === undefined) return undecided(layer, request, 'there is no way through the stack');
  const decision = (outcome: Outcome, way: Way<Passed>): Decision => ({
    request,
    outcome,
    upstream: null,
    steps: way.steps,
  });
  const parted = parting(ways, layer, request);
  if (parted !== null) {
    const [own = null, ...rest] = isComplete && !isEnough(ways) ? waysOfLogin(ways, layer, request) : [];
    if (own === null || parting([own, ...rest], layer, request) !== null) return decision(parted, first);
    return decision(outcomeOf(own.result.end, layer), own);
  }
  if (!isComplete) return undecided(layer, request, 'too much of the program is not known');
  const best =
    ways.find((way) => outcomeOf(way.result.end, layer).kind === 'passed') ?? ways.find(isServing) ?? first;
  return decision(outcomeOf(best.result.end, layer), best);
}

/**
 * The unknown outcome of ways that come to different answers; `null` where they all come to the same.
 * @param from where the ways begin of which that is not known yet
 */
function parting(ways: readonly Way<Passed>[], layer: LayerRef, request: Request, from = 1): Outcome | null {
  const first = ways.find(isServing) ?? ways[0];
  if (first === undefined) return null;
  const outcome = outcomeOf(first.result.end, layer);
  if (outcome.kind === 'unknown') return outcome;
  for (const way of ways.slice(ways.indexOf(first) < from ? from : 0)) {
    if (way === first || (!isServing(way) && startsWith(first, way))) continue;
    const other = outcomeOf(way.result.end, layer);
    if (isAsWanted(request, outcome) && isMisfit(way)) continue;
    if (sameOutcome(outcome, other) || sameHandler(first.result.end, way.result.end)) continue;
    const question = partingQuestion(first, way);
    const why = question?.reason ?? (other.kind === 'unknown' ? other.reason : 'the answer is not known');
    const isTold = areOfOne(first.result.end, way.result.end) || question?.key.startsWith('process.env.');
    const reason = isTold ? `${why}${statusesOf(outcome, other)}` : why;
    return { kind: 'unknown', reason, by: layer, at: question?.at ?? other.at };
  }
  return null;
}

/** The answers that there may be, where their statuses tell them apart. */
function statusesOf(a: Outcome, b: Outcome): string {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.status === b.status) return '';
  return `: it may be ${a.status || 'no answer'} or ${b.status || 'no answer'}`;
}

/** Whether a way does not end in 503, by which a server says that it serves nobody for now (RFC 9110, section 15.6.4). */
function isServing({ result: { end } }: Way<Passed>): boolean {
  return end.kind !== 'answered' || end.status !== 503;
}

/**
 * Whether a request is taken to say what the program wants to hear: one with a body is, and one whose method has none
 * where it is let through.
 */
function isAsWanted({ method, bodyLength }: Request, outcome: Outcome): boolean {
  return bodyLength > 0 || (outcome.kind === 'passed' && !takesBody(method));
}

/** Whether a way ends in a refusal of what does not fit a schema: that is another matter than who is let in. */
function isMisfit({ asked, result: { end } }: Way<Passed>): boolean {
  const isRefused = end.kind === 'answered' && isHarmless(end.status);
  return isRefused && asked.some(({ question, answer }) => !answer && question.key.startsWith(FITS));
}

/**
 * Whether two ways part at what functions of the program switch on and off, such as a time of maintenance, and the first
 * one is what it starts with.
 */
function startsWith(way: Way<Passed>, other: Way<Passed>): boolean {
  const start = partingQuestion(way, other)?.start;
  return start !== undefined && partingAnswer(way, other) === start;
}

/**
 * Whether two ways end in answers of the same handler that refuse nobody: that it says 200 or 404 as it finds data
 * or not is the same to the question who is let in.
 */
function sameHandler(a: End, b: End): boolean {
  if (a.kind !== 'answered' || b.kind !== 'answered' || !areOfOne(a, b)) return false;
  const areHarmless = isHarmless(a.status) && isHarmless(b.status);
  return areHarmless && isFailure(a.status) === isFailure(b.status);
}

/** Whether two ways end in answers of the same handler. */
function areOfOne(a: End, b: End): boolean {
  if (a.kind !== 'answered' || b.kind !== 'answered') return false;
  if (a.by !== 'handler' || b.by !== 'handler' || a.handler === null || b.handler === null) return false;
  return samePlace(a.handler, b.handler);
}

/** Whether a status says that the server fails (RFC 9110, section 15.6). */
function isFailure(status: number | null): boolean {
  return status !== null && status >= 500;
}

function isHarmless(status: number | null): boolean {
  return status !== null && status !== 401 && status !== 403 && (status < 300 || status >= 400);
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind === b.kind;
  return (
    a.kind === b.kind &&
    a.status === b.status &&
    a.location === b.location &&
    (a.challenges ?? []).join('\n') === (b.challenges ?? []).join('\n')
  );
}
