// Strategies of passport: what each one makes of a request, with the program's own verify function.

import type { Scheme } from '../../../../model/requirement';
import type { Place } from '../../../../text/span';
import { decodeBase64 } from '../../../nginx/passwords/base64';
import { byteString } from '../../../nginx/passwords/bytes';
import { packageOf } from '../../program/escape';
import type { Value } from '../../values';
import type { Ending, Surroundings } from '../behaviour';
import { constant, type Datum, fieldOf, isNothing, textOf, thing, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { claimsOf, someClaims } from '../libraries/claims';
import { optionOf, severalOf, textOption } from '../options';
import { callDatum } from '../run/calls';
import { errorFirst } from '../run/native';
import { chosen } from '../run/outside';
import { REQUEST } from '../run/request';
import { makeError } from '../run/things';
import { isTrue } from '../run/truth';
import { runHandler } from '../written';
import { argsOf } from './package';
import { strategyOf } from './strategy-names';

/** A challenge and a status as they are sent, and what a callback of the program gets to see in their place. */
export type Failure = {
  readonly kind: 'failure';
  readonly challenge: string | null;
  readonly status: number | null;
  readonly info: Datum;
};

/** What a strategy says: who it is, or that it failed, with a challenge and a status. */
export type Attempt =
  | { readonly kind: 'success'; readonly user: Datum; readonly info: Datum }
  | Failure
  /** Neither: the request goes on as it is. */
  | { readonly kind: 'pass' }
  | { readonly kind: 'end'; readonly ending: Ending };

/** A strategy of the program, as `passport.use` names it. */
export type Strategy = {
  readonly name: string;
  readonly kind: 'basic' | 'bearer' | 'jwt' | 'local' | 'digest' | 'headerapikey' | 'custom' | 'other';
  readonly args: readonly Datum[];
  readonly at: Place;
};

/** The scheme that a strategy demands. */
export function strategyScheme(strategy: Strategy): Scheme {
  switch (strategy.kind) {
    case 'basic':
    case 'digest':
    case 'bearer':
      return { kind: strategy.kind };
    case 'jwt':
      return { kind: 'bearer' };
    case 'local':
      return { kind: 'custom', what: 'user name and password in the body' };
    case 'headerapikey':
      return { kind: 'apiKey', in: 'header', name: headerOfKey(strategy)?.header ?? 'X-Api-Key' };
    case 'custom':
    case 'other':
      return { kind: 'custom', what: strategy.name };
  }
}

/** The strategies that `passport.use(…)` registers, by name; `isWhole` is false where there may be more. */
export function strategiesOf(around: Surroundings): {
  readonly all: readonly Strategy[];
  readonly isWhole: boolean;
} {
  let { isWhole } = around;
  const all = around.calls.flatMap((call): Strategy[] => {
    const { callee, args } = call;
    if (!isUseOfPassport(callee)) return [];
    const made = args.at(-1);
    const given = args.length > 1 ? args[0] : undefined;
    if (
      made?.kind !== 'call' ||
      made.callee.kind !== 'package' ||
      (given !== undefined && given.kind !== 'string')
    ) {
      isWhole = false;
      return [];
    }
    const { kind, ownName } = strategyOf(made.callee.name, made.callee.path);
    const name = given?.kind === 'string' ? given.value : ownName;
    if (name === null) {
      isWhole = false;
      return [];
    }
    return [{ name, kind, args: argsOf(made.args), at: made.at }];
  });
  return { all, isWhole };
}

/** `passport.use`, also of a `new Passport()`; strategies of several of these are taken together. */
function isUseOfPassport(callee: Value): boolean {
  if (callee.kind === 'member')
    return callee.name.kind === 'string' && callee.name.value === 'use' && packageOf(callee) === 'passport';
  return callee.kind === 'package' && callee.name === 'passport' && callee.path.at(-1) === 'use';
}

/** Asks a strategy about a request. */
export function attempt(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  switch (strategy.kind) {
    case 'basic':
      return attemptBasic(strategy, exchange, around);
    case 'bearer':
      return attemptBearer(strategy, exchange, around);
    case 'jwt':
      return attemptJwt(strategy, exchange, around);
    case 'local':
      return attemptLocal(strategy, exchange, around);
    case 'headerapikey':
      return attemptHeaderKey(strategy, exchange, around);
    // passport-custom 1, lib/strategy.js.
    case 'custom':
      return verified(strategy, exchange, around, [REQUEST], failureBy);
    default:
      return lostAttempt(`what the strategy "${strategy.name}" does is not known`, strategy.at);
  }
}

function lostAttempt(reason: string, at: Place): Attempt {
  return { kind: 'end', ending: { kind: 'unknown', reason, at } };
}

function failure(
  challenge: string | null,
  status: number | null = null,
  info: Datum = challenge === null ? UNDEFINED : constant(challenge),
): Attempt {
  return { kind: 'failure', challenge, status, info };
}

/** What a verify function says of who it does not let in is the challenge. */
function failureBy(info: Datum | null): Attempt {
  return failure(info === null ? null : textOf(info), null, info ?? UNDEFINED);
}

/** Errors and objects are no challenges for clients; a callback of the program gets them. */
function failureOf(name: string, message: string, status: number | null = null): Attempt {
  return failure(null, status, makeError(name, constant(message)));
}

function sent(value: string): Datum {
  return { kind: 'constant', value, carried: true };
}

/** passport-http 0.3, lib/passport-http/strategies/basic.js. */
function attemptBasic(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  exchange.reads.add('header authorization');
  const realm = textOption(optionsOf(strategy), 'realm');
  if (realm === null) return lostAttempt('the realm is not known', strategy.at);
  const challenge = `Basic realm="${realm ?? 'Users'}"`;
  const header = exchange.header('authorization');
  if (header === null) return failure(challenge);
  const parts = header.split(' ');
  if (parts.length < 2) return failure(null, 400);
  if (!/Basic/i.test(parts[0] ?? '')) return failure(challenge);
  const bytes = decodeBase64((parts[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
  const pair = (bytes === null ? '' : byteString(bytes)).split(':');
  if (pair.length < 2) return failure(null, 400);
  const [user = '', password = ''] = pair;
  if (user === '' || password === '') return failure(challenge);
  return verified(strategy, exchange, around, [sent(user), sent(password)], () => failure(challenge));
}

/** passport-http-bearer 1.0, lib/strategy.js. */
function attemptBearer(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  exchange.reads.add('header authorization');
  const realm = textOption(optionsOf(strategy), 'realm');
  const scopes = severalOf(optionOf(optionsOf(strategy), 'scope'))?.map(textOf);
  if (realm === null || scopes === undefined || scopes.includes(null))
    return lostAttempt('the realm or the scope is not known', strategy.at);
  const scope = scopes.length === 0 ? '' : `, scope="${scopes.join(' ')}"`;
  const challenge = `Bearer realm="${realm ?? 'Users'}"${scope}`;
  const header = exchange.header('authorization');
  const parts = header?.split(' ') ?? [];
  if (header !== null && parts.length !== 2) return failure(null, 400);
  const inHeader = /^Bearer$/i.test(parts[0] ?? '') ? parts[1] : undefined;
  const inQuery = /(?:^|&)access_token=([^&]*)/.exec(exchange.query ?? '')?.[1];
  if (inHeader !== undefined && inQuery !== undefined) return failure(null, 400);
  const token = inHeader ?? inQuery;
  // Clients send a token in one way only, and in no other body than a form (RFC 6750, section 2).
  const body = exchange.slots.get('body');
  const isForm = /urlencoded/i.test(exchange.header('content-type') ?? '');
  if (token === undefined && isForm && body?.kind === 'object' && body.rest !== null)
    return lostAttempt('what the body says is not known', strategy.at);
  if (token === undefined || token === '') return failure(challenge);
  return verified(strategy, exchange, around, [sent(token)], (info) => {
    const text = info === null ? null : (textOf(info) ?? textOf(optionOf(info, 'message') ?? UNDEFINED));
    return failure(
      `${challenge}, error="invalid_token"${text === null ? '' : `, error_description="${text}"`}`,
    );
  });
}

/** passport-jwt 4.0, lib/strategy.js and lib/extract_jwt.js. */
function attemptJwt(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  const [options] = strategy.args;
  const extractor = optionOf(options, 'jwtFromRequest');
  const token = extractor === null ? null : extract(extractor, exchange, around, strategy.at);
  if (token === null) return lostAttempt('where the token is read from is not known', strategy.at);
  if (token === '') return failureOf('Error', 'No auth token');
  // A token has no blanks: one that still has its scheme in front is none (jsonwebtoken 9, verify.js).
  if (!exchange.hasValidCredentials || /\s/.test(token))
    return failureOf('JsonWebTokenError', 'invalid token');
  const payload = claimsOf(token) ?? someClaims(strategy.at);
  return verified(strategy, exchange, around, [payload], failureBy);
}

/** The token, '' for none, `null` where that is not known. */
function extract(extractor: Datum, exchange: Exchange, around: Surroundings, at: Place): string | null {
  if (extractor.kind === 'outside' && extractor.value.kind === 'call') {
    const { callee, args } = extractor.value;
    const name = callee.kind === 'package' ? (callee.path.at(-1) ?? '') : '';
    const [first] = argsOf(args);
    return extractBy(name, first, exchange, around, at);
  }
  let token: string | null = null;
  const ending = runHandler(
    exchange,
    around.evaluator,
    (machine) => {
      const answer = callDatum(machine, extractor, [REQUEST], UNDEFINED, at);
      token = isTrue(machine, answer) ? (textOf(chosen(machine, answer)) ?? 'token') : '';
      return UNDEFINED;
    },
    at,
  );
  return ending.kind === 'unknown' || ending.kind === 'error' ? null : token;
}

function extractBy(
  name: string,
  first: Datum | undefined,
  exchange: Exchange,
  around: Surroundings,
  at: Place,
): string | null {
  const header = exchange.header('authorization') ?? '';
  switch (name) {
    case 'fromAuthHeaderAsBearerToken':
    case 'fromAuthHeaderWithScheme': {
      exchange.reads.add('header authorization');
      const scheme = name === 'fromAuthHeaderAsBearerToken' ? 'bearer' : textOf(first)?.toLowerCase();
      if (scheme === undefined) return null;
      const [, sentScheme, token] = /(\S+)\s+(\S+)/.exec(header) ?? [];
      return sentScheme?.toLowerCase() === scheme ? (token ?? '') : '';
    }
    case 'fromHeader': {
      const wanted = textOf(first);
      if (wanted === null) return null;
      exchange.reads.add(`header ${wanted.toLowerCase()}`);
      return exchange.header(wanted) ?? '';
    }
    case 'fromUrlQueryParameter': {
      const wanted = textOf(first);
      if (wanted === null) return null;
      exchange.reads.add(`query ${wanted}`);
      const pair = (exchange.query ?? '').split('&').find((one) => one.startsWith(`${wanted}=`));
      return pair?.slice(wanted.length + 1) ?? '';
    }
    case 'fromBodyField': {
      exchange.reads.add('slot body');
      const body = exchange.slots.get('body');
      if (body?.kind !== 'object') return '';
      const field = fieldOf(body, textOf(first) ?? '');
      return field?.kind === 'unknown' ? 'token' : (textOf(field ?? UNDEFINED) ?? '');
    }
    case 'fromExtractors': {
      if (first?.kind !== 'list' || first.isOpen) return null;
      const tokens = first.items.map((item) => extract(item, exchange, around, at));
      return tokens.find((token) => token !== null && token !== '') ?? (tokens.includes(null) ? null : '');
    }
    default:
      return null;
  }
}

/** The header and prefix of passport-headerapikey; `null` where they are not known. */
function headerOfKey({ args }: Strategy): { readonly header: string; readonly prefix: string } | null {
  const [header, prefix] = [textOption(args[0], 'header'), textOption(args[0], 'prefix')];
  return header === null || prefix === null ? null : { header: header || 'X-Api-Key', prefix: prefix ?? '' };
}

/** passport-headerapikey 1.2, lib/Strategy.js: its reasons are errors, of which passport makes no challenge. */
function attemptHeaderKey(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  const named = headerOfKey(strategy);
  if (named === null) return lostAttempt('the header of the key is not known', strategy.at);
  exchange.reads.add(`header ${named.header.toLowerCase()}`);
  const value = exchange.header(named.header) ?? '';
  if (value === '' || !value.startsWith(named.prefix)) return failureOf('Error', 'Missing API Key');
  return verified(strategy, exchange, around, [sent(value.slice(named.prefix.length))], failureBy);
}

/** passport-local 1.0, lib/strategy.js. */
function attemptLocal(strategy: Strategy, exchange: Exchange, around: Surroundings): Attempt {
  const options = optionsOf(strategy);
  const fields = [textOption(options, 'usernameField'), textOption(options, 'passwordField')];
  if (fields.includes(null)) return lostAttempt('the names of the fields are not known', strategy.at);
  const names = [fields[0] ?? 'username', fields[1] ?? 'password'];
  exchange.reads.add('slot body');
  const body = exchange.slots.get('body');
  if (body?.kind === 'object' && body.rest !== null) {
    // Whatever they are called, these are what the client logs in by.
    const values = names.map((name, i): Datum => {
      const field = fieldOf(body, name) ?? UNDEFINED;
      return field.kind === 'unknown'
        ? { ...field, key: ['body.username', 'body.password'][i] ?? '' }
        : field;
    });
    return verified(strategy, exchange, around, values, failureBy);
  }
  const pairs = (exchange.query ?? '').split('&');
  const values = names.map(
    (name) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined,
  );
  const [user, password] = values;
  if (user === undefined || password === undefined)
    return failure(null, 400, thing([['message', constant('Missing credentials')]]));
  return verified(strategy, exchange, around, [sent(user), sent(password)], failureBy);
}

/** The options in front of the verify function; undefined where there are none. */
function optionsOf(strategy: Strategy): Datum | undefined {
  const [first] = strategy.args;
  return strategy.args.length > 1 ? first : undefined;
}

type Done = { readonly error: Datum; readonly user: Datum; readonly info: Datum };

/** Calls the program's verify function, and reads what it says to `done(error, user, info)`. */
function verified(
  strategy: Strategy,
  exchange: Exchange,
  around: Surroundings,
  credentials: readonly Datum[],
  fails: (info: Datum | null) => Attempt,
): Attempt {
  const verify = strategy.args.at(-1) ?? UNDEFINED;
  const isHeaderKey = strategy.kind === 'headerapikey';
  const options = strategy.kind === 'jwt' ? strategy.args[0] : optionsOf(strategy);
  const passesRequest = isHeaderKey ? strategy.args[1] : optionOf(options, 'passReqToCallback');
  if (isHeaderKey && passesRequest?.kind !== 'constant')
    return lostAttempt('whether a verify function gets the request is not known', strategy.at);
  let said: Done | null = null;
  let user: Attempt | null = null;
  const ending = runHandler(
    exchange,
    around.evaluator,
    (machine) => {
      const done = errorFirst('done', ([error, who, info]) => {
        said ??= { error: error ?? UNDEFINED, user: who ?? UNDEFINED, info: info ?? UNDEFINED };
        return UNDEFINED;
      });
      const withRequest = passesRequest?.kind === 'constant' && passesRequest.value ? [REQUEST] : [];
      const args = isHeaderKey
        ? [...credentials, done, ...withRequest]
        : [...withRequest, ...credentials, done];
      callDatum(machine, verify, args, UNDEFINED, strategy.at);
      machine.drain();
      if (said !== null) user = attemptOf(said, (datum) => isTrue(machine, datum), fails);
      return UNDEFINED;
    },
    strategy.at,
  );
  if (ending.kind === 'unknown' || (ending.kind === 'error' && user === null)) return { kind: 'end', ending };
  return (
    user ?? {
      kind: 'end',
      ending: { kind: 'hang', reason: 'the verify function never calls done()', at: strategy.at },
    }
  );
}

function attemptOf(
  said: Done,
  isGood: (datum: Datum) => boolean,
  fails: (info: Datum | null) => Attempt,
): Attempt {
  if (isGood(said.error)) {
    return { kind: 'end', ending: { kind: 'error', thrown: said.error, at: null } };
  }
  if (isGood(said.user)) return { kind: 'success', user: said.user, info: said.info };
  return fails(isNothing(said.info) ? null : said.info);
}
