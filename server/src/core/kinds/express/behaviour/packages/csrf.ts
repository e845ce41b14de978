// csurf 1.11 and csrf-csrf 4: 403 for methods that change something, unless a token comes with them.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { textOf, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { flagOf, optionOf, severalOf } from '../options';
import { native } from '../run/native';
import { fail, lost, type PackageCall, packaged } from './package';
import { isLoggedIn } from './sessions';

const HEADERS = ['csrf-token', 'xsrf-token', 'x-csrf-token', 'x-xsrf-token'];

/** `csurf(options)`, and `doubleCsrf(options).doubleCsrfProtection` of csrf-csrf. */
export function csrf(call: PackageCall): Behaviour | null {
  return packaged(call, 'csrf', (exchange): Ending => {
    if (call.package === 'csurf') {
      const wrong = misconfigured(call, exchange);
      if (wrong !== null) return wrong;
    }
    const token = native('csrfToken', () => unknown('a token is not known', call.at, { truthy: true }));
    exchange.slots.set('csrfToken', token);
    const ignored = ignoredMethods(call);
    if (ignored === null) return lost('which methods are not looked at is not known', call.at);
    if (ignored.includes(exchange.method)) return NEXT;
    const isInQuery = /(?:^|&)_csrf=/.test(exchange.query ?? '');
    const hasToken = HEADERS.some((name) => exchange.header(name) !== null);
    if ((hasToken || isInQuery || hasBody(exchange)) && mayHaveSecret(call, exchange))
      return lost('whether a token against forged requests is right is not known', call.at);
    return fail('ForbiddenError', 403, call.at);
  });
}

/** Tokens are made with a secret in the session or in a cookie: where neither comes along, every token is wrong. */
function mayHaveSecret(call: PackageCall, exchange: Exchange): boolean {
  if (call.package !== 'csurf') return true;
  return flagOf(call.args[0], 'cookie', false) === false
    ? mayHoldSession(exchange)
    : exchange.header('cookie') !== null;
}

function mayHoldSession(exchange: Exchange): boolean {
  return isLoggedIn(exchange) || exchange.slots.get('session')?.kind !== 'object';
}

/** Without a place for its secret, csurf fails for every request (index.js, `getSecretBag`). */
function misconfigured(call: PackageCall, exchange: Exchange): Ending | null {
  const usesCookie = flagOf(call.args[0], 'cookie', false);
  if (usesCookie === null) return lost('the options of csurf are not known', call.at);
  if (usesCookie) return exchange.slots.has('cookies') ? null : fail('Error', null, call.at);
  const isNamed = optionOf(call.args[0], 'sessionKey');
  if (isNamed?.kind !== 'constant' || isNamed.value !== undefined) return null;
  return exchange.slots.has('session') ? null : fail('Error', null, call.at);
}

function ignoredMethods(call: PackageCall): readonly string[] | null {
  const given = optionOf(call.args[0], call.package === 'csurf' ? 'ignoreMethods' : 'ignoredMethods');
  if (given?.kind === 'constant' && given.value === undefined) return ['GET', 'HEAD', 'OPTIONS'];
  const names = severalOf(given)?.map((one) => textOf(one)?.toUpperCase() ?? null) ?? [null];
  return names.includes(null) ? null : names.map(String);
}
