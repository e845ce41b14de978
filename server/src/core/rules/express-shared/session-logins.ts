// Calls of passport.authenticate() that keep a login in a session, and what becomes of them where there is none.
import type { Behaviour } from '../../kinds/express/behaviour/behaviour';
import { type Strategy, strategyScheme } from '../../kinds/express/behaviour/packages/strategies';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { type ExpressContext, lostBefore } from '../express-rule';
import { isInside } from './function-places';
import { type Authentication, authenticationsIn, nameOfCallee, registeredStrategies } from './passport';
import { withBody } from './requests';
import { mentions } from './texts';

/** A call that a request to a route meets and that wants a session, with what is in front of it. */
export type Keeper = {
  readonly authentication: Authentication;
  readonly by: Met['handler'];
  readonly before: readonly Met[];
};

/** The calls on the way to a route that keep a login. */
export function keepersOn(
  context: ExpressContext,
  route: RouteEntry,
  all: readonly Authentication[],
): readonly Keeper[] {
  const { met } = context.frontOf(route);
  return met.flatMap(({ handler }, i) =>
    authenticationsIn(context, all, handler).map(
      (authentication): Keeper => ({ authentication, by: handler, before: met.slice(0, i) }),
    ),
  );
}

/** Whether a function may be what puts a session on the request. */
export function givesSession({ source }: Behaviour): boolean {
  switch (source.kind) {
    case 'packaged':
      return source.role === 'session' && source.package !== 'passport';
    case 'written':
      return mentions(source.function.node, 'session');
    case 'named':
      return false;
    case 'unknown':
      return true;
  }
}

/** A request with good credentials that is answered 500, where one without them is not. */
export function failingRequest(
  context: ExpressContext,
  route: RouteEntry,
  authentication: Authentication,
): Request | null {
  const bare = context.bareRequest(route);
  if (bare === null || fails(context, bare)) return null;
  const strategies = strategiesAsked(context, authentication);
  const requests = strategies.flatMap((strategy) => signedIn(context, bare, strategy));
  const demanded = context.authorized(bare, context.requirementOf(route));
  return [...requests, demanded].find((request) => request !== null && fails(context, request)) ?? null;
}

function fails(context: ExpressContext, request: Request): boolean {
  const { outcome } = context.decide(request);
  return outcome.kind !== 'unknown' && outcome.status === 500;
}

function signedIn(
  context: ExpressContext,
  bare: Request,
  strategy: Strategy,
): Request | null | readonly Request[] {
  if (strategy.kind === 'local') {
    return ['application/x-www-form-urlencoded', 'application/json'].map(
      (type): Request => ({ ...withBody(bare, type), credentials: 'valid' }),
    );
  }
  const scheme = strategyScheme(strategy);
  return context.authorized(bare, { kind: 'check', scheme, detail: null, scopes: [], at: strategy.at });
}

function strategiesAsked(context: ExpressContext, { names }: Authentication): readonly Strategy[] {
  const { all } = registeredStrategies(context);
  return (names ?? []).flatMap((name) => all.findLast((one) => one.name === name) ?? []);
}

/** Where the program's own verify function cannot be followed: whoever it lets in needs a session, and there is none. */
export function surelyFails(
  context: ExpressContext,
  route: RouteEntry,
  { authentication, by, before }: Keeper,
): boolean {
  const { source } = by.behaviour;
  // A function that the handler may call is not one that it surely does.
  if (source.kind === 'written' && !isInside(authentication.call.at, source.function)) return false;
  const { met, gaps } = context.frontOf(route);
  const isFollowed = lostBefore({ met: before, gaps }) === null && met.length > 0 && context.isWhole;
  const asked = strategiesAsked(context, authentication);
  const isKnown = asked.length > 0 && asked.length === authentication.names?.length;
  const keepsItself = context
    .callsOf('passport')
    .some(({ callee }) => nameOfCallee(callee) === 'serializeUser');
  return isFollowed && isKnown && !keepsItself;
}
