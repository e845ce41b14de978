// csurf 1.11, csrf-csrf 4 and lusca 1.7: 403 for methods that change something, unless a token comes with them.
import type { Value } from '../../values';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { textOf, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { flagOf, optionOf, severalOf, textOption } from '../options';
import { native } from '../run/native';
import { bystander, fail, lost, type PackageCall, packaged } from './package';
import { isLoggedIn } from './sessions';

/** What is taken of the answer of csrf-csrf's `doubleCsrf(options)`; `null` for all else. */
export function madeByCsrf(value: Value) {
  if (value.kind !== 'member' || value.name.kind !== 'string' || value.of.kind !== 'call') return null;
  const { callee: by, args } = value.of;
  return by.kind === 'package' && by.name === 'csrf-csrf' ? { name: value.name.value, by, args } : null;
}

const HEADERS = ['csrf-token', 'xsrf-token', 'x-csrf-token', 'x-xsrf-token'];

/** `lusca.csrf(options)`, and `lusca({ csrf: options })`, which sets headers without (index.js). */
export function lusca(call: PackageCall): Behaviour | null {
  if (call.path.length > 0) return call.path[0] === 'csrf' ? csrf(call) : null;
  const options = optionOf(call.args[0], 'csrf');
  if (options === null) return null;
  if (options.kind !== 'constant') return csrf({ ...call, args: [options] });
  return options.value ? csrf({ ...call, args: [] }) : bystander(call);
}

/** `csurf(options)`, and `doubleCsrf(options).doubleCsrfProtection` of csrf-csrf. */
export function csrf(call: PackageCall): Behaviour | null {
  return packaged(call, 'csrf', (exchange): Ending => {
    if (call.package !== 'csrf-csrf') {
      const wrong = misconfigured(call, exchange);
      if (wrong !== null) return wrong;
    }
    const token = native('csrfToken', () => unknown('a token is not known', call.at, { truthy: true }));
    exchange.slots.set('csrfToken', token);
    const ignored = ignoredMethods(call);
    if (ignored === null) return lost('which methods are not looked at is not known', call.at);
    if (ignored.includes(exchange.method)) return NEXT;
    if (mayHaveToken(call, exchange) && mayHaveSecret(call, exchange))
      return lost('whether a token against forged requests is right is not known', call.at);
    if (call.package !== 'lusca') return fail('ForbiddenError', 403, call.at);
    // The error itself has no status (lib/csrf.js).
    exchange.status = 403;
    return fail('Error', null, call.at);
  });
}

/** csrf-csrf looks into one header alone, unless the program tells it where to (`getCsrfTokenFromRequest`). */
function mayHaveToken(call: PackageCall, exchange: Exchange): boolean {
  const told = ['getCsrfTokenFromRequest', 'getTokenFromRequest'];
  if (call.package === 'csrf-csrf' && told.every((name) => isLeftOut(call, name)))
    return exchange.header('x-csrf-token') !== null;
  const hasToken = headersOf(call)?.some((name) => exchange.header(name) !== null) !== false;
  return hasToken || hasBody(exchange) || /(?:^|&)_csrf=/.test(exchange.query ?? '');
}

/** The headers that may hold a token; `null` where they are not known. */
function headersOf({ package: name, args: [options] }: PackageCall): readonly string[] | null {
  if (name !== 'lusca') return HEADERS;
  const own = flagOf(options, 'angular', false) === false ? textOption(options, 'header') : null;
  return own === null ? null : [own?.toLowerCase() ?? 'x-csrf-token'];
}

/** Tokens are made with a secret in the session or in a cookie: where neither comes along, every token is wrong. */
function mayHaveSecret(call: PackageCall, exchange: Exchange): boolean {
  if (call.package === 'csrf-csrf') return exchange.header('cookie') !== null;
  return call.package === 'lusca' || flagOf(call.args[0], 'cookie', false) === false
    ? mayHoldSession(exchange)
    : exchange.header('cookie') !== null;
}

function mayHoldSession(exchange: Exchange): boolean {
  return isLoggedIn(exchange) || exchange.slots.get('session')?.kind !== 'object';
}

/** Without a place for its secret, csurf fails for every request (index.js, `getSecretBag`), and so does lusca. */
function misconfigured(call: PackageCall, exchange: Exchange): Ending | null {
  if (call.package === 'lusca') {
    const isOwn = OF_LUSCA.some((name) => !isLeftOut(call, name));
    if (isOwn) return lost('which requests lusca looks at is not known', call.at);
    return exchange.slots.has('session') ? null : fail('Error', null, call.at);
  }
  const usesCookie = flagOf(call.args[0], 'cookie', false);
  if (usesCookie === null) return lost('the options of csurf are not known', call.at);
  if (usesCookie) return exchange.slots.has('cookies') ? null : fail('Error', null, call.at);
  if (!isLeftOut(call, 'sessionKey')) return null;
  return exchange.slots.has('session') ? null : fail('Error', null, call.at);
}

/** Options of lusca that choose paths, and one that takes its place. */
const OF_LUSCA = ['allowlist', 'whitelist', 'blocklist', 'blacklist', 'impl'];

function isLeftOut({ args }: PackageCall, name: string): boolean {
  const option = optionOf(args[0], name);
  return option?.kind === 'constant' && option.value === undefined;
}

function ignoredMethods(call: PackageCall): readonly string[] | null {
  const given = optionOf(call.args[0], call.package === 'csurf' ? 'ignoreMethods' : 'ignoredMethods');
  if (given?.kind === 'constant' && given.value === undefined) return ['GET', 'HEAD', 'OPTIONS'];
  const names = severalOf(given)?.map((one) => textOf(one)?.toUpperCase() ?? null) ?? [null];
  return names.includes(null) ? null : names.map(String);
}
