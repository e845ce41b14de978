// The cookies that a program sets with res.cookie(), and the ones that it reads from a request.
import { type Met, perModule } from '../../kinds/express/program/everything';
import { stringOf, UNDEFINED, type Value } from '../../kinds/express/values';
import type { Call, Expression } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { sourcesOf } from './callers';
import { isPart } from './request-values';
import { startsAtResponse } from './response-values';

/** A call of `res.cookie(name, value, options)`. */
export type SetCookie = {
  /** The names that it may be called with; `null` where they are not all known. */
  readonly names: readonly string[] | null;
  readonly options: Value;
  readonly at: Place;
  readonly argsAt: Place;
  /** Where the options are written; `null` where there are none. */
  readonly optionsAt: Place | null;
};

/** All calls that set cookies, in the order in which they are written. */
export function setCookies(context: ExpressContext): readonly SetCookie[] {
  const found: SetCookie[] = [];
  for (const met of context.everything.modules.flatMap(cookieCalls)) {
    const { node, scope } = met;
    if (startsAtResponse(context, node.callee, scope)) found.push(setCookie(context, node, met));
  }
  return found;
}

/** Calls of a module of something named so. */
const cookieCalls = perModule((texts): readonly Met<Call>[] => {
  const found: Met<Call>[] = [];
  if (!texts.mentions(/cookie/)) return found;
  texts.each(['call'], (met) => {
    const { callee, args } = met.node;
    if (callee.kind === 'member' && callee.name === 'cookie' && args.length > 1) found.push(met);
  });
  return found;
});

function setCookie(context: ExpressContext, { args, span, argsSpan }: Call, { scope }: Met): SetCookie {
  const { file } = scope;
  const [name, , options] = args.map((arg) => (arg.kind === 'spread' ? null : arg));
  const value = (node: Expression | null | undefined) =>
    node === null || node === undefined ? null : context.evaluate(node, scope);
  const isSpread = args.some(({ kind }) => kind === 'spread');
  return {
    names: namesOf(context, value(name)),
    options:
      value(options) ??
      (isSpread ? { kind: 'unknown', reason: 'arguments are spread', at: { file, span } } : UNDEFINED),
    at: { file, span },
    argsAt: { file, span: argsSpan },
    optionsAt: options === null || options === undefined ? null : { file, span: options.span },
  };
}

/** The texts that a value may be, also where callers give it. */
function namesOf(context: ExpressContext, value: Value | null): readonly string[] | null {
  if (value === null) return null;
  const given = sourcesOf(context, { value }).map((one) => stringOf(one.value));
  return given.length === 0 || given.includes(null) ? null : given.filter((one) => one !== null);
}

/** Whether a value is `req.cookies` or `req.signedCookies`, by that name. */
export function isCookieJar(
  context: ExpressContext,
  value: Value,
  jar: 'cookies' | 'signedCookies',
): boolean {
  return isPart(context, value, jar);
}
