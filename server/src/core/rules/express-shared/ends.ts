// The requests that a route is tried with, and all ends that one may come to on the versions that may run.
import { isAnonymousHeader } from '../../kinds/express/behaviour/run/request';
import { WANTS } from '../../kinds/express/behaviour/wants';
import { type Passed, startableVersions, waysThrough } from '../../kinds/express/dispatch/decide';
import type { End } from '../../kinds/express/dispatch/end';
import { Lasting } from '../../kinds/express/dispatch/lasting';
import type { Way } from '../../kinds/express/dispatch/ways';
import type { ExpressLayer } from '../../kinds/express/layer';
import { restOnRoute } from '../../kinds/express/requirement';
import { withoutExamples, withToken } from '../../kinds/express/samples';
import type { RouteEntry } from '../../kinds/express/table';
import { type Request, requestKey, takesBody } from '../../model/request';
import type { Requirement, Scheme } from '../../model/requirement';
import { samePlace } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { withBody } from './requests';

export type Answered = Extract<End, { kind: 'answered' }>;

/** A request for a route. `bare` carries nothing; the others what the route demands, wrong or right. */
export type Trial = {
  readonly kind: 'bare' | 'wrong' | 'right';
  readonly request: Request;
  readonly route: RouteEntry;
};

const trials = new Lasting((route, grounds, context: ExpressContext) => {
  const made = makeTrials(context, route);
  restOnRoute(context.layer, route, grounds);
  return made;
});

/** The requests that tell most of a route: without credentials, with wrong ones, with right ones; with a body too. */
export function trialsOf(context: ExpressContext, route: RouteEntry): readonly Trial[] {
  return trials.of(context.stack, route, context);
}

function makeTrials(context: ExpressContext, route: RouteEntry): readonly Trial[] {
  const bare = context.bareRequest(route);
  if (bare === null) return [];
  const right = withCredentials(context, route, bare, context.requirementOf(route), true);
  const guessed = withCredentials(context, route, bare, withoutExamples(context.requirementOf(route)), false);
  const requests: Trial[] = [
    { kind: 'bare', request: bare, route },
    { kind: 'wrong', request: { ...guessed, credentials: 'invalid' }, route },
    { kind: 'right', request: right, route },
  ];
  if (!takesBody(bare.method)) return requests;
  return [
    ...requests,
    ...requests.slice(1).map((trial) => ({ ...trial, request: withBody(trial.request, 'application/json') })),
  ];
}

/** What handlers look for is much the same on all ways: more of them are not gone to see it. */
const MAX_WAYS_READ = 16;

/** What handlers read of a request on its way: `header authorization`, `cookie token`, `slot session` … */
export function readsOn(context: ExpressContext, request: Request): ReadonlySet<string> {
  const passed = endsUntil(context, request, (ways) => ways.length >= MAX_WAYS_READ);
  return new Set(passed.flatMap(({ exchange }) => [...exchange.reads]));
}

/** The request with what the route demands; where no refusal says what that is, with what its handlers look for. */
function withCredentials(
  context: ExpressContext,
  route: RouteEntry,
  bare: Request,
  requirement: Requirement,
  isKnowing: boolean,
): Request {
  const known = requirement.kind === 'open' ? null : context.authorized(bare, requirement);
  if (known !== null || requirement.kind === 'closed') return known ?? bare;
  const schemes = [...readsOn(context, bare)].flatMap((read): Scheme[] => {
    const [carrier, name = ''] = read.split(' ');
    if (read === 'header authorization') return [{ kind: 'bearer' }];
    if (carrier === 'cookie' || (carrier === 'header' && !isAnonymousHeader(name))) {
      return [{ kind: 'apiKey', in: carrier, name }];
    }
    return [];
  });
  const of = schemes.map(
    (scheme): Requirement => ({ kind: 'check', scheme, detail: null, scopes: [], at: route.at }),
  );
  const demand: Requirement = { kind: 'all', of };
  const sent = of.length === 0 ? null : context.authorized(bare, demand);
  if (sent === null) return bare;
  return isKnowing ? withWanted(context, bare, demand, sent) : sent;
}

/** The request with a text that its handlers compare with what they are sent, where they take it. */
function withWanted(context: ExpressContext, bare: Request, demand: Requirement, sent: Request): Request {
  const reads = [...readsOn(context, sent)];
  const texts = reads.flatMap((one) => (one.startsWith(WANTS) ? one.slice(WANTS.length) : []));
  const tried = texts.slice(0, MAX_TRIED).flatMap((text) => withToken(bare, demand, text) ?? []);
  return tried.find((one) => endsOf(context, one).every(isTaken)) ?? sent;
}

/** Whether a request is let in. */
export function isTaken({ end }: Passed): boolean {
  return end.kind === 'answered' && end.status !== null && end.status < 400;
}

/** So many texts of a program are tried for a route. */
const MAX_TRIED = 8;

const ends = new WeakMap<ExpressLayer, Map<string, readonly Passed[]>>();

/** Every end that a request may come to; where there are more than can be followed, some of them. */
export function endsOf(context: ExpressContext, request: Request): readonly Passed[] {
  const { layer } = context;
  const known = ends.get(layer) ?? new Map<string, readonly Passed[]>();
  ends.set(layer, known);
  const key = requestKey(request);
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = endsUntil(context, request);
  known.set(key, found);
  return found;
}

/** The same up to where nobody wants to know more, for each version; nothing of it is kept for who wants all. */
export function endsUntil(
  { layer, stack }: ExpressContext,
  request: Request,
  isEnough?: (ways: readonly Way<Passed>[]) => boolean,
): readonly Passed[] {
  const ref = { kind: layer.kind, entry: layer.entry };
  return startableVersions(stack).flatMap((version) =>
    waysThrough(stack, ref, request, version, isEnough).ways.map(({ result }) => result),
  );
}

/** Every answer that some trial of some route gets whose answer is known, with the exchange as it is then. */
export function* answersTo(
  context: ExpressContext,
): Generator<{ readonly trial: Trial; readonly end: Answered; readonly passed: Passed }> {
  for (const route of context.routes) {
    for (const trial of trialsOf(context, route)) {
      if (context.decide(trial.request).outcome.kind === 'unknown') continue;
      for (const passed of endsOf(context, trial.request)) {
        if (passed.end.kind === 'answered') yield { trial, end: passed.end, passed };
      }
    }
  }
}

/** The function of the stack that gave an answer; `null` where Express gave it. */
export function answererOf(context: ExpressContext, end: Answered): PlacedHandler | null {
  const { handler } = end;
  if (handler === null) return null;
  return context.handlers.find((placed) => samePlace(placed.handler.at, handler)) ?? null;
}
