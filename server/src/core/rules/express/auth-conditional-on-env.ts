// express/auth-conditional-on-env: a guard is there for a value of NODE_ENV that production does not have.
import type { Report } from '../../findings/finding';
import type { Presence } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import { type Place, samePlace } from '../../text/span';
import {
  type ExpressContext,
  expressRule,
  fixOf,
  handlersWhere,
  isGuard,
  lostBefore,
  type PlacedHandler,
} from '../express-rule';
import { hasSame, testsOf, withProduction } from '../express-shared/environment-guards';
import {
  type EnvironmentTest,
  type Fault,
  faultOf,
  isConvention,
  mayGoOn,
} from '../express-shared/environments';
import { guardName, schemesOf } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/auth-conditional-on-env',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A guard is there for a value of NODE_ENV that production does not have.',
  *check(context) {
    const reported: Place[] = [];
    for (const placed of perhapsConditional(context)) {
      const tests = testsOf(context, placed);
      if (tests.length === 0 || !isGuard(placed.handler)) continue;
      for (const { test, presence } of tests) {
        const fault = faultOf(test);
        if (fault === null || reported.some((at) => samePlace(at, test.at))) continue;
        const route = openRoute(context, placed, presence);
        if (route === null) continue;
        reported.push(test.at);
        yield report(context, placed, route, test, fault);
      }
    }
  },
});

/** Functions that a condition may decide about: one around them, or one at which they go on at once. */
const perhapsConditional = handlersWhere(({ handler: { behaviour }, presence }) => {
  const { source } = behaviour;
  return presence.length > 0 || (source.kind === 'written' && mayGoOn(source.function.node));
});

/** A route behind a guard that no other guard protects, and that is there without it. */
function openRoute(
  context: ExpressContext,
  { handler }: PlacedHandler,
  presence: Presence,
): RouteEntry | null {
  const found = context.routes.find((route) => {
    const front = context.frontOf(route);
    const { met } = front;
    const bare = context.bareRequest(route);
    if (bare === null || context.settings.isPublic(bare.target)) return false;
    if (!met.some((one) => one.handler === handler) || lostBefore(front) !== null) return false;
    const isThereToo = met.some(
      (one) => one.isOwn && one.handler !== handler && !hasSame(one.presence, presence),
    );
    return (
      isThereToo &&
      !met.some((one) => one.handler !== handler && isGuard(one.handler) && !hasSame(one.presence, presence))
    );
  });
  return found ?? null;
}

function report(
  context: ExpressContext,
  { handler }: PlacedHandler,
  route: RouteEntry,
  test: EnvironmentTest,
  fault: Fault,
): Report {
  const name = guardName({ handler });
  const target = `${route.methods?.[0] ?? 'GET'} ${route.path}`;
  const related = [{ ...handler.at, message: `${name} depends on this condition.` }];
  if (fault === 'inverted') {
    const isSure = !locksSite(handler);
    const effect = `where NODE_ENV is production, ${name} is not there and ${target} is open`;
    return {
      at: test.at,
      ...(isSure ? {} : { certainty: 'hint' as const }),
      message: isSure
        ? `${capital(effect)}: let it be there without this condition.`
        : `Is ${target} meant for everybody in production? ${capital(effect)}.`,
      related,
    };
  }
  const isUsual = isConvention(context, test);
  return {
    at: test.at,
    ...(isUsual ? { certainty: 'hint' as const } : {}),
    message: isUsual
      ? `Is NODE_ENV set to ${test.text} in production? Where it is "production", ${name} is not there and ${target} is open.`
      : `${capital(name)} is there only where NODE_ENV is "${test.text}", so ${target} is open where it is "production": compare with 'production'.`,
    related,
    fixes: fixOf("Compare with 'production'", 'review', withProduction(context, test)),
  };
}

function capital(text: string): string {
  return /^(?:the|where) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** A password of Basic in front of what is not in production is how previews are hidden. */
function locksSite({ behaviour }: PlacedHandler['handler']): boolean {
  return schemesOf(behaviour.demands()).every(({ kind }) => kind === 'basic');
}
