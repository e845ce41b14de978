// express/cookie-maxage-unit: maxAge of a cookie is in milliseconds, and gets a number of seconds.
import type { Report } from '../../findings/finding';
import type { Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type CookieAge, cookieAges } from '../express-shared/cookie-ages';
import { tokenCalls, tokenOption } from '../express-shared/json-web-tokens';
import { replaceOption } from '../express-shared/options';

export const rule = expressRule({
  id: 'express/cookie-maxage-unit',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The age of a cookie is in milliseconds, and gets a number of seconds.',
  *check(context) {
    for (const age of cookieAges(context)) {
      const number = numberOf(age.age.value);
      if (number === null) continue;
      if (isInSeconds(number, age.age.node) || isLifetime(context, age.age, number))
        yield report(context, age, number);
    }
  },
});

/** Express and the packages for sessions make a number of a text of digits. */
function numberOf(value: Value): number | null {
  if (value.kind === 'number') return value.value;
  return value.kind === 'string' && /^\d+$/.test(value.value) ? Number(value.value) : null;
}

const MINUTE = 60_000;
const DAY_IN_SECONDS = 86_400;

/**
 * Whether a number is one of seconds: no cookie is meant to live for a part of a second more than a few, nor for a
 * whole number of days divided by a thousand. Next to nothing takes a cookie away, and whole seconds may be meant.
 */
function isInSeconds(number: number, node: Expression | null): boolean {
  if (!Number.isInteger(number) || number <= 10) return false;
  if (node !== null && isProductOfSeconds(node)) return number % MINUTE !== 0 || number < 60 * MINUTE;
  if (number < MINUTE) return number % 1000 !== 0;
  return number % DAY_IN_SECONDS === 0 && number % MINUTE !== 0;
}

/** Whether the same name is the `expiresIn` of a token, which counts seconds; whole minutes of milliseconds may be meant. */
function isLifetime(context: ExpressContext, { node }: CookieAge['age'], number: number): boolean {
  if (node === null || number <= 10 || number % MINUTE === 0) return false;
  return tokenCalls(context).some((call) => {
    const lifetime = call.by === 'jsonwebtoken' ? tokenOption(context, call, 'expiresIn') : null;
    if (lifetime?.value.kind !== 'number' || lifetime.value.value !== number) return false;
    return lifetime.node !== null && isSameName(node, lifetime.node);
  });
}

function isSameName(a: Expression, b: Expression): boolean {
  const isName = a.kind === 'identifier' || a.kind === 'member';
  return isName && (b.kind === 'identifier' || b.kind === 'member') && a.name === b.name;
}

/** `60 * 60`, `24 * 3600` and the like, without a factor that makes milliseconds of it. */
function isProductOfSeconds(node: Expression): boolean {
  const factors = factorsOf(node);
  if (factors === null || factors.length < 2) return false;
  const isHour = factors.filter((one) => one === 60).length >= 2 || factors.includes(3600);
  return isHour && !factors.some((one) => one !== 0 && one % 1000 === 0);
}

/** The numbers of a product; `null` where it is none, or has others. */
function factorsOf(node: Expression): readonly number[] | null {
  if (node.kind === 'number') return [node.value];
  if (node.kind !== 'binary' || node.operator !== '*') return null;
  const left = factorsOf(node.left);
  const right = factorsOf(node.right);
  return left === null || right === null ? null : [...left, ...right];
}

function report(context: ExpressContext, { cookie, age, isOption }: CookieAge, number: number): Report {
  const name =
    cookie === 'here' || cookie === 'of the session' ? `the cookie ${cookie}` : `the cookie "${cookie}"`;
  return {
    at: age.at,
    message: `maxAge of ${name} is in milliseconds, so it is gone after ${lasting(number)}: multiply ${number} seconds by 1000.`,
    fixes: fixOf('Multiply by 1000', 'review', multiplied(context, age, isOption)),
  };
}

function lasting(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

function multiplied(context: ExpressContext, age: CookieAge['age'], isOption: boolean) {
  const { node, at } = age;
  if (node === null || node.kind === 'string') return null;
  const text = context.change.textOf(at);
  const isPlain = ['number', 'identifier', 'member', 'call'].includes(node.kind);
  const isProduct = node.kind === 'binary' && node.operator === '*';
  const product = isPlain || isProduct ? `${text} * 1000` : `(${text}) * 1000`;
  return isOption ? replaceOption(context, 'maxAge', age, product) : context.change.replace(at, product);
}
