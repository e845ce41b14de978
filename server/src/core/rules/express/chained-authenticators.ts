// express/chained-authenticators: two guards in a row want different schemes in the one Authorization header.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { refusedBoth, refusesCredentials, wantsHeader } from '../express-shared/header-guards';
import { guardName, schemesOf } from '../express-shared/refusal';
import { isLoginRoute } from '../express-shared/route-names';
import { type AskedRoute, routesWhere } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/chained-authenticators',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Two guards in a row want different schemes in the one Authorization header.',
  *check(context) {
    const reported: Met['handler'][] = [];
    for (const route of routesWithTwo(context)) {
      const report = reportOf(context, route, reported);
      if (report !== null) yield report;
    }
  },
});

const routesWithTwo = routesWhere(hasTwo);

/**
 * Whether two of those that a request meets are guards for sure, each with credentials that others refuse. What stands on
 * the route itself is asked last, when the others have settled it mostly.
 */
function hasTwo(asked: AskedRoute): boolean {
  const { bare } = asked;
  if (bare === null) return false;
  const { met } = asked.frontFor();
  const inOrder = [...met.filter(({ isOwn }) => !isOwn), ...met.filter(({ isOwn }) => isOwn)];
  let missing = 2;
  return inOrder.some((one, i) => {
    if (inOrder.length - i >= missing && isSure(one) && refusesCredentials(asked, bare, one)) missing--;
    return missing === 0;
  });
}

/** Whether a guard that wants the header is there under no condition. */
function isSure({ presence, handler }: Met): boolean {
  return presence.length === 0 && wantsHeader(handler.behaviour.demands());
}

function reportOf(context: ExpressContext, route: RouteEntry, reported: Met['handler'][]): Report | null {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  const { met } = context.frontOf(route);
  const guards = met.filter(isSure);
  for (const [i, second] of guards.entries()) {
    if (reported.includes(second.handler)) continue;
    for (const first of guards.slice(0, i)) {
      if (isPasswordOfLogin(route, first, second)) continue;
      const requests = refusedBoth(context, bare, first, second);
      if (requests === null) continue;
      const { request, status, isSure } = requests;
      reported.push(second.handler);
      const needs = `needs ${schemeOf(first)} for ${guardName(first)} and ${schemeOf(second)} for ${guardName(second)} in one Authorization header`;
      return {
        at: second.handler.at,
        message: isSure
          ? `${request.method} ${route.path} ${needs}, so no request satisfies both: let one guard accept either.`
          : `Do clients send a token in the URL? ${request.method} ${route.path} ${needs}, which leaves access_token in the query: let one guard accept either.`,
        ...(isSure ? {} : { certainty: 'hint' as const, severity: 'info' as const }),
        related: [
          {
            ...first.handler.at,
            message: `${guardName(first)} comes first, and asks for ${schemeOf(first)}.`,
          },
        ],
        witness: { request, expect: { status } },
        fixes: fixOf('Accept either of them', 'review', merged(context, first, second)),
      };
    }
  }
  return null;
}

/** A password on the login itself behind a guard for tokens: what is wrong there is the order (express/login-route-behind-auth). */
function isPasswordOfLogin(route: RouteEntry, first: Met, second: Met): boolean {
  const [token, password] = [first, second].map(({ handler }) => schemesOf(handler.behaviour.demands()));
  return (
    isLoginRoute(route) &&
    second.isOwn &&
    !first.isOwn &&
    token?.every(({ kind }) => kind === 'bearer') === true &&
    password?.every(({ kind }) => kind === 'basic') === true
  );
}

function schemeOf({ handler }: Met): string {
  const names = schemesOf(handler.behaviour.demands()).map(
    ({ kind }) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
  );
  return names.join(' or ');
}

/** `authenticate('a', o), authenticate('b', o)` of one call as `authenticate(['a', 'b'], o)`. */
function merged({ change }: ExpressContext, first: Met, second: Met) {
  if (!samePlace(first.layer.at, second.layer.at)) return null;
  const [one, other] = [first, second].map(({ handler }) =>
    /^(\w+\.authenticate\()('[\w-]+'|"[\w-]+")([\s\S]*\))$/.exec(change.textOf(handler.at)),
  );
  if (!one || !other || one[3] !== other[3]) return null;
  const { file } = first.handler.at;
  const between = { file, span: { start: first.handler.at.span.end, end: second.handler.at.span.start } };
  if (!/^\s*,\s*$/.test(change.textOf(between))) return null;
  const all = { file, span: { start: first.handler.at.span.start, end: second.handler.at.span.end } };
  return change.replace(all, `${one[1]}[${one[2]}, ${other[2]}]${one[3]}`);
}
