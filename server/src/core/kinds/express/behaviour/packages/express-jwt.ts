// express-jwt 1 to 8, and express-unless, which it and others carry.
import { test } from '../../../../regex';
import { compileJs } from '../../matching/js-regex';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { constant, type Datum, textOf, thing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { pathOf } from '../exchange-state';
import { claimsOf } from '../libraries/claims';
import { flagOf, optionOf, severalOf, textOption } from '../options';
import { callDatum } from '../run/calls';
import { chosen } from '../run/outside';
import { isTrue } from '../run/truth';
import { runHandler } from '../written';
import { check, failByStatus, lost, majorOf, owner, type PackageCall, packaged } from './package';

/** `expressjwt(options)`; version 6 is the package itself (lib/index.js of 6.1, dist/index.js of 8.5). */
export function readExpressJwt(call: PackageCall): Behaviour | null {
  const [name] = call.path;
  if (name !== undefined && name !== 'expressjwt' && name !== 'default' && name !== 'expressJwt') return null;
  const demands = check(call, { kind: 'bearer' });
  return packaged(call, 'guard', (exchange) => actJwt(call, exchange), demands);
}

function actJwt(call: PackageCall, exchange: Exchange): Ending {
  const [options] = call.args;
  const property = resultProperty(call);
  const required = flagOf(options, 'credentialsRequired', true);
  if (property === null || required === null)
    return lost('the options of express-jwt are not known', call.at);
  if (asksForAuthorization(exchange)) return NEXT;
  const token = tokenOf(call, exchange, options, required);
  if (token === 'skip') return NEXT;
  if (typeof token !== 'string' && token !== null) return token;
  if (token === null) return required ? unauthorized(call, 'credentials_required') : NEXT;
  if (!exchange.hasValidCredentials) {
    if (required || !isLax(call)) return unauthorized(call, 'invalid_token');
    exchange.slots.set(property, UNDEFINED);
    return NEXT;
  }
  exchange.slots.set(property, claimsOf(token) ?? owner(exchange, call.at, 'express-jwt'));
  return NEXT;
}

/** The error of express-jwt (dist/errors/UnauthorizedError.js): what it says of a bad token is jsonwebtoken's. */
function unauthorized(call: PackageCall, code: keyof typeof MESSAGES): Ending {
  const said = MESSAGES[code];
  const message =
    said === null
      ? unknown('what is said of a bad token is not known', call.at, { truthy: true })
      : constant(said);
  return failByStatus('UnauthorizedError', 401, call.at, [
    ['code', constant(code)],
    ['message', message],
    ['inner', thing([['message', message]], 'Error')],
  ]);
}

const MESSAGES = {
  credentials_required: 'No authorization token was found',
  credentials_bad_format: 'Format is Authorization: Bearer [token]',
  credentials_bad_scheme: 'Format is Authorization: Bearer [token]',
  invalid_token: null,
} as const;

/** Preflights that ask for the header pass. */
function asksForAuthorization(exchange: Exchange): boolean {
  const asked = exchange.header('access-control-request-headers');
  if (exchange.method !== 'OPTIONS' || asked === null) return false;
  return asked.split(',').some((header) => header.trim().toLowerCase() === 'authorization');
}

function tokenOf(
  call: PackageCall,
  exchange: Exchange,
  options: Datum | undefined,
  required: boolean,
): string | null | 'skip' | Ending {
  const getToken = optionOf(options, 'getToken');
  if (getToken === null) return lost('the options of express-jwt are not known', call.at);
  if (getToken.kind !== 'constant') return askGetToken(call, exchange, getToken);
  exchange.reads.add('header authorization');
  const header = exchange.header('authorization');
  if (header === null || header === '') return null;
  const parts = header.split(' ');
  if (parts.length !== 2) return unauthorized(call, 'credentials_bad_format');
  const [scheme = '', token = ''] = parts;
  if (/^Bearer$/i.test(scheme)) return token === '' ? null : token;
  return required || isLax(call) ? unauthorized(call, 'credentials_bad_scheme') : 'skip';
}

/** Up to version 3, one that requires no credentials passes bad tokens, but no other scheme (lib/index.js of 3.4). */
function isLax({ version }: PackageCall): boolean {
  return (majorOf(version) ?? 8) < 5;
}

/** `getToken(req)` is the program's own. */
function askGetToken(call: PackageCall, exchange: Exchange, getToken: Datum): string | null | Ending {
  let token: string | null = null;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine, args) => {
      const got = callDatum(machine, getToken, args.slice(0, 1), UNDEFINED, call.at);
      if (isTrue(machine, got)) token = textOf(chosen(machine, got)) ?? 'token';
      return UNDEFINED;
    },
    call.at,
  );
  if (ending.kind === 'error' || ending.kind === 'unknown') return ending;
  return token;
}

/** Where the payload goes: `req.user` in version 6, `req.auth` since 7. */
function resultProperty(call: PackageCall): string | null {
  const [options] = call.args;
  const major = majorOf(call.version);
  const given = textOption(options, 'requestProperty') ?? textOption(options, 'userProperty');
  if (given === null) return null;
  return given ?? ((major ?? (call.path.length === 0 ? 6 : 8)) < 7 ? 'user' : 'auth');
}

/** `guard.unless(options)` (express-unless 2.1, dist/index.js): the guard is passed over for some requests. */
export function unlessBehaviour(inner: Behaviour, options: Datum | undefined, call: PackageCall): Behaviour {
  const act = (exchange: Exchange): Ending => {
    const skipped = isSkipped(options, exchange, call);
    if (skipped === null) return lost('for which requests the guard is passed over is not known', call.at);
    return skipped ? NEXT : inner.act(exchange);
  };
  const unless = options?.kind === 'outside' ? { unless: options.value } : {};
  return { source: inner.source, at: inner.at, ...unless, demands: inner.demands, act };
}

function isSkipped(options: Datum | undefined, exchange: Exchange, call: PackageCall): boolean | null {
  if (options?.kind === 'function' || (options?.kind === 'outside' && options.value.kind === 'function')) {
    return custom(options, exchange, call);
  }
  const own = optionOf(options, 'custom');
  if (own === null) return null;
  if (own.kind !== 'constant' && custom(own, exchange, call) !== false) return custom(own, exchange, call);
  const useOriginal = flagOf(options, 'useOriginalUrl', true);
  const paths = severalOf(optionOf(options, 'path'));
  const methods = severalOf(optionOf(options, 'method'));
  const extensions = severalOf(optionOf(options, 'ext'));
  if (useOriginal === null || paths === null || methods === null || extensions === null) return null;
  const path = pathOf(useOriginal ? exchange.originalUrl : exchange.url);
  const byPath = anyOf(paths.map((one) => matchesPath(one, path, exchange)));
  const byExtension = extensions.some((one) => textOf(one) !== null && path.endsWith(textOf(one) ?? ''));
  const byMethod = methods.some((one) => textOf(one) === exchange.method);
  if (byExtension || byMethod) return true;
  return byPath;
}

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** A path is a text, a pattern, or `{ url, methods }`. */
function matchesPath(one: Datum, path: string, exchange: Exchange): boolean | null {
  if (one.kind === 'constant') return one.value === path;
  if (one.kind === 'regex') {
    const regex = compileJs(one.source, one.flags);
    return regex.kind === 'jsRegex' ? test(regex.regex, path) : null;
  }
  const url = optionOf(one, 'url');
  const methods = severalOf(optionOf(one, 'methods') ?? null);
  if (url === null || methods === null || (url.kind !== 'constant' && url.kind !== 'regex')) return null;
  const isMethod = methods.length === 0 || methods.some((method) => textOf(method) === exchange.method);
  const matches = matchesPath(url, path, exchange);
  return matches === null ? null : matches && isMethod;
}

function custom(callee: Datum, exchange: Exchange, call: PackageCall): boolean | null {
  let answer: boolean | null = null;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine, args) => {
      answer = isTrue(machine, callDatum(machine, callee, args.slice(0, 1), UNDEFINED, call.at));
      return UNDEFINED;
    },
    call.at,
  );
  return ending.kind === 'unknown' || ending.kind === 'error' ? null : answer;
}
