// The ages that a program gives to cookies: in `res.cookie`, in sessions, and later in `req.session.cookie.maxAge`.
import { type Met, perModule } from '../../kinds/express/program/everything';
import type { Value } from '../../kinds/express/values';
import type { Call, Expression } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { givenTo } from './callers';
import { type Given, optionIn } from './options';
import { startsAtResponse } from './response-values';

export type CookieAge = {
  /** What the cookie is called, or what sets it. */
  readonly cookie: string;
  /** The age; an option named `maxAge`, or what is assigned. */
  readonly age: Given;
  readonly isOption: boolean;
};

/** All ages of cookies that are written in the program; parameters by what is given to them. */
export function cookieAges(context: ExpressContext): readonly CookieAge[] {
  const found = [...responseCookies(context), ...sessionCookies(context)];
  return found.flatMap((one) => {
    const { value } = one.age;
    if (value.kind !== 'parameter') return [one];
    return givenTo(context, value).map((age) => ({ ...one, age, isOption: false }));
  });
}

/** `res.cookie(name, value, options)` and `req.session.cookie.maxAge = …`. */
function responseCookies(context: ExpressContext): readonly CookieAge[] {
  const { everything, evaluate } = context;
  const found: CookieAge[] = [];
  for (const { node, scope } of everything.modules.flatMap(cookiesIn)) {
    const { file } = scope;
    if (node.kind === 'assign') {
      const { value } = node;
      const at = { file, span: value.span };
      const age = { value: evaluate(value, scope), at, node: value, isShorthand: false };
      found.push({ cookie: 'of the session', age, isOption: false });
      continue;
    }
    if (node.kind !== 'call') continue;
    const [name, content, options] = node.args;
    if (options === undefined || node.args.some(({ kind }) => kind === 'spread') || options.kind === 'spread')
      continue;
    if (name === undefined || name.kind === 'spread' || content?.kind === 'spread') continue;
    if (!startsAtResponse(context, node.callee, scope)) continue;
    // A cookie without a content is taken away.
    if (content?.kind === 'string' && content.value === '') continue;
    const given = evaluate(options, scope);
    const age = optionIn(context, given, { file, span: options.span }, 'maxAge');
    const called = evaluate(name, scope);
    if (age !== null)
      found.push({ cookie: called.kind === 'string' ? called.value : 'here', age, isOption: true });
  }
  return found;
}

/** What of a module may set a cookie, or the age of one. */
const cookiesIn = perModule((texts): readonly Met<Assign | Call>[] => {
  const found: Met<Assign | Call>[] = [];
  if (!texts.mentions(/cookie/)) return found;
  texts.each(['assign', 'call'], (met) => {
    const { node } = met;
    const isOne =
      node.kind === 'assign'
        ? node.operator === '=' && isSessionAge(node.target)
        : node.callee.kind === 'member' && node.callee.name === 'cookie';
    if (isOne) found.push(met);
  });
  return found;
});

type Assign = Extract<Expression, { kind: 'assign' }>;

function isSessionAge(
  target: { readonly kind: string } & Partial<{ name: string; object: Expression }>,
): boolean {
  const { kind, name, object } = target;
  if (kind !== 'member' || name !== 'maxAge' || object?.kind !== 'member' || object.name !== 'cookie')
    return false;
  return object.object.kind === 'member' && object.object.name === 'session';
}

/** The cookies of express-session and cookie-session. */
function sessionCookies(context: ExpressContext): readonly CookieAge[] {
  const found: CookieAge[] = [];
  const add = (options: Value | undefined, near: Given['at']) => {
    const age = optionIn(context, options, near, 'maxAge');
    if (age !== null) found.push({ cookie: 'of the session', age, isOption: true });
  };
  for (const { args, argsAt } of context.callsOf('express-session')) {
    const cookie = optionIn(context, args[0], argsAt, 'cookie');
    if (cookie !== null) add(cookie.value, cookie.at);
  }
  for (const { args, argsAt } of context.callsOf('cookie-session')) add(args[0], argsAt);
  return found;
}
