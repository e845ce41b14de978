// express/passport-unknown-strategy: authenticate() names a strategy that nobody registers, which is a 500 for everybody.
import type { Report } from '../../findings/finding';
import type { Request } from '../../model/request';
import { closest } from '../../text/closest';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { mayRegisterMore } from '../express-shared/hidden-strategies';
import {
  type Authentication,
  authentications,
  authenticationsIn,
  registeredStrategies,
} from '../express-shared/passport';

export const rule = expressRule({
  id: 'express/passport-unknown-strategy',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'passport.authenticate() names a strategy that the program does not register, which is answered 500.',
  *check(context) {
    const all = authentications(context);
    if (all.length === 0 || !context.isWhole) return;
    const { all: registered, isWhole } = registeredStrategies(context);
    if (!isWhole || mayRegisterMore(context)) return;
    const known = [...new Set(registered.map(({ name }) => name))];
    const reported = new Set<string>();
    for (const authentication of all) {
      // passport registers the strategy "session" itself (lib/authenticator.js, init).
      const name = authentication.names?.find((one) => one !== 'session' && !known.includes(one));
      const { file, span } = authentication.call.at;
      const key = `${file}:${span.start} ${name}`;
      if (name === undefined || reported.has(key)) continue;
      reported.add(key);
      yield report(context, all, authentication, name, known);
    }
  },
});

function report(
  context: ExpressContext,
  all: readonly Authentication[],
  authentication: Authentication,
  name: string,
  known: readonly string[],
): Report {
  const { call } = authentication;
  const names = call.argPlaces[0] ?? call.at;
  const nearest = nearestTo(name, known);
  const request = brokenRequest(context, all, authentication);
  const there =
    known.length === 0 ? 'none is registered' : `registered: ${known.map((one) => `"${one}"`).join(', ')}`;
  const isLiteral = context.change.textOf(names).slice(1, -1) === name;
  return {
    at: names,
    message: `No strategy is called "${name}" (${there}), so passport.authenticate() answers 500 to everybody: register it, or use its name.`,
    ...(request === null ? {} : { witness: { request, expect: { status: 500 } } }),
    fixes:
      nearest === null || !isLiteral
        ? []
        : fixOf(`Use "${nearest}"`, 'review', context.change.replace(names, `'${nearest}'`)),
  };
}

/** The registered name that this one is a slip of, or a longer or shorter form: `google-oauth20` for `google`. */
function nearestTo(name: string, known: readonly string[]): string | null {
  const forms = known.filter((one) => one.length > 2 && (name.includes(one) || one.includes(name)));
  return closest(name, known) ?? (forms.length === 1 ? (forms[0] ?? null) : null);
}

/** A request that gets to the call and is answered 500. */
function brokenRequest(
  context: ExpressContext,
  all: readonly Authentication[],
  authentication: Authentication,
): Request | null {
  for (const route of context.routes) {
    const { met } = context.frontOf(route);
    if (!met.some(({ handler }) => authenticationsIn(context, all, handler).includes(authentication)))
      continue;
    const request = context.bareRequest(route);
    const outcome = request === null ? null : context.decide(request).outcome;
    if (outcome !== null && outcome.kind !== 'unknown' && outcome.status === 500) return request;
  }
  return null;
}
