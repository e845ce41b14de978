// express/jwt-expiresin-string-is-ms: a lifetime that is a text of digits is in milliseconds, so tokens end at once.
import type { Report } from '../../findings/finding';
import type { EnvironmentValue } from '../../kinds/express/values';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { sourcesOf } from '../express-shared/callers';
import { type TokenCall, tokenCalls, tokenOption } from '../express-shared/json-web-tokens';
import { type Given, replaceOption } from '../express-shared/options';

export const rule = expressRule({
  id: 'express/jwt-expiresin-string-is-ms',
  kind: 'token-lifetime',
  certainty: 'assert',
  severity: 'error',
  summary: 'The lifetime of a token is a text of digits, which jsonwebtoken takes as milliseconds.',
  *check(context) {
    for (const call of tokenCalls(context)) {
      if (call.by !== 'jsonwebtoken') continue;
      const name = call.kind === 'sign' ? 'expiresIn' : 'maxAge';
      const option = tokenOption(context, call, name);
      if (option === null) continue;
      for (const given of sourcesOf(context, option)) {
        const report = reportOf(context, { name, call, option, given });
        if (report !== null) yield report;
      }
    }
  },
});

type Lifetime = {
  readonly name: 'expiresIn' | 'maxAge';
  readonly call: TokenCall;
  readonly option: Given;
  readonly given: Given;
};

function reportOf(context: ExpressContext, lifetime: Lifetime): Report | null {
  const { given } = lifetime;
  if (given.value.kind === 'string') {
    const seconds = secondsMeant(given.value.value);
    return seconds === null ? null : ofText(context, lifetime, given.value.value, seconds);
  }
  return given.value.kind === 'env' ? ofEnvironment(context, lifetime, given.value) : null;
}

/**
 * The number that a text of digits is, if it is hardly meant in milliseconds, as jsonwebtoken's lib/timespan.js with
 * `ms` 2.1 takes it: whole minutes of milliseconds are meant as what they are.
 */
function secondsMeant(text: string): number | null {
  if (!/^\d+$/.test(text)) return null;
  const number = Number(text);
  return number === 0 || number % 60_000 === 0 ? null : number;
}

/** jsonwebtoken rounds the end of a token's life down to a whole second. */
function effectOf({ name }: Lifetime, milliseconds: number): string {
  if (name === 'maxAge') return `tokens older than ${milliseconds / 1000} s are refused`;
  return milliseconds < 1000
    ? 'the token is expired from the start'
    : `the token lasts ${Math.floor(milliseconds / 1000)} s`;
}

function ofText(context: ExpressContext, lifetime: Lifetime, text: string, seconds: number): Report {
  const { given } = lifetime;
  return {
    at: given.at,
    message: `${lifetime.name} '${text}' is ${text} milliseconds, so ${effectOf(lifetime, seconds)}: give the number ${seconds} for seconds, or a text with a unit.`,
    fixes:
      given.node?.kind === 'string'
        ? fixOf(
            `Give ${seconds} seconds as a number`,
            'review',
            context.change.replace(given.at, String(seconds)),
          )
        : fixOf('Give the number of seconds', 'review', asNumber(context, lifetime)),
  };
}

function asNumber(context: ExpressContext, { name, given, option }: Lifetime) {
  const text = `Number(${context.change.textOf(given.at)})`;
  if (given.node === null) return null;
  return given === option
    ? replaceOption(context, name, given, text)
    : context.change.replace(given.at, text);
}

function ofEnvironment(context: ExpressContext, lifetime: Lifetime, value: EnvironmentValue): Report | null {
  const { at } = lifetime.given;
  const variable = `process.env.${value.name}`;
  const fixes = fixOf(`Make ${variable} a number of seconds`, 'review', asNumber(context, lifetime));
  const fallback = value.fallback?.kind === 'string' ? secondsMeant(value.fallback.value) : null;
  if (value.fallback?.kind === 'string' && fallback !== null) {
    return {
      at,
      severity: 'warning',
      message: `Without ${variable}, ${lifetime.name} is '${fallback}', which is milliseconds, so ${effectOf(lifetime, fallback)}: put Number() around it for seconds, or give it a unit.`,
      fixes,
    };
  }
  if (/(?:^|_)(?:SECS?|SECONDS?)$/i.test(value.name)) {
    return {
      at,
      severity: 'warning',
      message: `${variable} is a text, and ${lifetime.name} takes a text of digits as milliseconds: put Number() around it for seconds.`,
      fixes,
    };
  }
  // A fallback with a unit says that the variable has one as well.
  if (value.fallback?.kind === 'string') return null;
  return {
    at,
    certainty: 'hint',
    message: `Does ${variable} name a unit? As ${lifetime.name} a text of digits is milliseconds; Number() would make it seconds.`,
    fixes,
  };
}
