// express/passport-session-default-without-session: good credentials are answered 500, as a login has no session to be kept in.
import type { Report } from '../../findings/finding';
import type { Behaviour } from '../../kinds/express/behaviour/behaviour';
import { type Strategy, strategyScheme } from '../../kinds/express/behaviour/packages/strategies';
import type { Change } from '../../kinds/express/edits';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, lostBefore } from '../express-rule';
import {
  type Authentication,
  authentications,
  authenticationsIn,
  isInside,
  nameOfCallee,
  registeredStrategies,
} from '../express-shared/passport';
import { mentions } from '../express-shared/texts';

export const rule = expressRule({
  id: 'express/passport-session-default-without-session',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'passport.authenticate() keeps the login in a session unless it is told not to, and without sessions it answers 500 to good credentials.',
  *check(context) {
    const all = authentications(context).filter(
      ({ keepsSession, callback, names }) =>
        keepsSession === true && (callback === undefined || callback.kind === 'undefined') && names !== null,
    );
    if (all.length === 0) return;
    const reported: Authentication[] = [];
    for (const route of context.routes) {
      for (const keeper of keepersOn(context, route, all)) {
        const { authentication, before } = keeper;
        if (reported.some(({ call }) => samePlace(call.at, authentication.call.at))) continue;
        if (before.some(({ handler }) => givesSession(handler.behaviour))) continue;
        const request = failingRequest(context, route, authentication);
        if (request === null && !surelyFails(context, route, keeper)) continue;
        reported.push(authentication);
        yield report(context, route, authentication, request);
      }
    }
  },
});

/** A call that a request to a route meets and that wants a session, with what is in front of it. */
type Keeper = {
  readonly authentication: Authentication;
  readonly by: Met['handler'];
  readonly before: readonly Met[];
};

function keepersOn(
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
function givesSession({ source }: Behaviour): boolean {
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
function failingRequest(
  context: ExpressContext,
  route: RouteEntry,
  authentication: Authentication,
): Request | null {
  const bare = context.bareRequest(route);
  if (bare === null || fails(context, bare)) return null;
  const strategies = strategiesAsked(context, authentication);
  const requests = strategies.map((strategy) => signedIn(context, bare, strategy));
  const demanded = context.authorized(bare, context.requirementOf(route));
  return [...requests, demanded].find((request) => request !== null && fails(context, request)) ?? null;
}

function fails(context: ExpressContext, request: Request): boolean {
  const { outcome } = context.decide(request);
  return outcome.kind !== 'unknown' && outcome.status === 500;
}

function signedIn(context: ExpressContext, bare: Request, strategy: Strategy): Request | null {
  if (strategy.kind === 'local') {
    const type = 'application/x-www-form-urlencoded';
    return { ...bare, headers: [['Content-Type', type]], bodyLength: 21, credentials: 'valid' };
  }
  const scheme = strategyScheme(strategy);
  return context.authorized(bare, { kind: 'check', scheme, detail: null, scopes: [], at: strategy.at });
}

function strategiesAsked(context: ExpressContext, { names }: Authentication): readonly Strategy[] {
  const { all } = registeredStrategies(context);
  return (names ?? []).flatMap((name) => all.findLast((one) => one.name === name) ?? []);
}

/** Where the program's own verify function cannot be followed: whoever it lets in needs a session, and there is none. */
function surelyFails(
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

function report(
  context: ExpressContext,
  route: RouteEntry,
  { call, names, options }: Authentication,
  request: Request | null,
): Report {
  const what = `passport.authenticate(${(names ?? []).map((name) => `'${name}'`).join(', ')})`;
  return {
    at: call.argPlaces[0] ?? call.at,
    message: `${what} wants to keep the login in a session and no session is in front of ${route.path}, so good credentials get 500: add { session: false }.`,
    ...(request === null ? {} : { witness: { request, expect: { status: 500 } } }),
    fixes: fixOf('Add session: false', 'review', withoutSession(context, call, options)),
  };
}

function withoutSession(
  context: ExpressContext,
  { args, argsAt }: Authentication['call'],
  options: Authentication['options'],
): Change {
  if (args.length === 1) return context.change.addArgument(argsAt, '{ session: false }');
  if (options?.kind !== 'object' || options.at === null || options.entries.has('session')) return null;
  return context.change.addEntry(options.at, 'session', 'false');
}
