// What packages' functions do when a handler calls them: checks of tokens and passwords, errors with a status.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import type { CallValue, PackageValue } from '../../values';
import { constant, type Datum, isNothing, NULL, thing, UNDEFINED, unknown } from '../datum';
import { basicPair } from '../packages/basic';
import { matchedData, validationResult } from '../packages/express-validator';
import { readPackaged, readReady } from '../packages/index';
import type { PackageCall } from '../packages/package';
import { clerkAuth } from '../packages/token-services';
import { callDatum } from '../run/calls';
import { constructGlobal, globalMember } from '../run/globals';
import { type Machine, Thrown } from '../run/machine';
import { getMember } from '../run/members';
import { chosen, datumOf } from '../run/outside';
import { kept, promisify } from '../run/promises';
import { makeError } from '../run/things';
import { areEqual, isTrue } from '../run/truth';
import { callUnknown, presents } from '../run/unknown-calls';
import { parsedUrl } from '../run/urls';
import { callableBehaviour } from '../written';
import { parallel, series, waterfall } from './async';
import { givenBy } from './containers';
import { getNamespace, httpGet, httpSet } from './contexts';
import { derive, hash } from './hashes';
import { controllerError, httpError } from './http-errors';
import { joseVerify, jwtDecode, jwtSign, jwtVerify } from './json-web-tokens';
import type { Library } from './library';

/** Calls a function of a package. */
export function callPackage(machine: Machine, value: PackageValue, args: readonly Datum[], at: Place): Datum {
  const names = value.path.filter((name) => name !== 'default');
  const path = [value.name, ...names].join('.');
  if (value.name === 'http-errors') return httpError(machine, names[0] ?? null, args, at);
  // bluebird is a Promise with more methods.
  const promised = value.name === 'bluebird' ? globalMember(machine, ['Promise', ...names]) : null;
  if (promised !== null) return callDatum(machine, promised, args, UNDEFINED, at);
  const asked = givenBy(machine, { ...value, path: value.path.slice(0, -1) }, names.at(-1) ?? '', args, at);
  if (asked !== null) return asked;
  const library = inTable(LIBRARIES, path);
  if (library !== undefined) return library(machine, args, at);
  const call = callOf(machine, value, args, at);
  const ready = readReady(call);
  if (ready !== null) return callableBehaviour(machine, ready, path).call(args, UNDEFINED, at);
  const behaviour = readPackaged(call);
  if (behaviour !== null) return callableBehaviour(machine, behaviour, path);
  return callUnknown(machine, `what ${path} does is not known`, path, args, at);
}

/** A call of a package, of which it may make a handler. */
function callOf(
  { evaluator, exchange }: Machine,
  { name, path, version }: PackageValue,
  args: readonly Datum[],
  at: Place,
): PackageCall {
  const around = {
    evaluator,
    calls: exchange.programCalls,
    isWhole: true,
    guards: new Map(),
    sessionWrites: () => new Map(),
  };
  return { package: name, path: path.filter((one) => one !== 'default'), version, args, at, around };
}

/** `new` of a class of a package. */
export function constructPackage(
  machine: Machine,
  value: PackageValue,
  args: readonly Datum[],
  at: Place,
): Datum {
  if (value.name === 'http-errors') return httpError(machine, value.path.at(-1) ?? null, args, at);
  const thrown =
    value.name === 'routing-controllers' ? controllerError(machine, value.path.at(-1) ?? '', args, at) : null;
  if (thrown !== null) return thrown;
  const made =
    value.name === 'url' || value.name === 'bluebird'
      ? constructGlobal(machine, value.name === 'url' ? value.path.join('.') : 'Promise', args, at)
      : null;
  if (made !== null) return made;
  return callUnknown(
    machine,
    `what new ${value.path.at(-1) ?? value.name} makes is not known`,
    'new',
    args,
    at,
  );
}

/** A comparison of a password or a signature with what is stored. */
const compare: Library = (machine, args, at) => {
  const callback = args.find((arg) => arg.kind === 'function');
  const isKnown = args.slice(0, 2).every((arg) => chosen(machine, arg).kind === 'constant');
  const [a] = args.map((arg) => chosen(machine, arg));
  const answer =
    isKnown && a?.kind === 'constant' && isNothing(a)
      ? constant(false)
      : args.some((arg) => presents(arg))
        ? machine.judged('whether a password is right is not known', at)
        : unknown('whether a password is right is not known', at);
  if (callback === undefined) return kept(answer);
  machine.later(() => callDatum(machine, callback, [NULL, answer], UNDEFINED, at));
  return UNDEFINED;
};

const compareNow: Library = (machine, args, at) => {
  const result = compare(machine, args, at);
  return result.kind === 'promise' && result.state.kind === 'kept' ? result.state.value : result;
};

/** `crypto.timingSafeEqual` throws for bytes of another length, which says the same as no. */
const timingSafeEqual: Library = (machine, [a, b], at) => {
  const [x, y] = [chosen(machine, a ?? UNDEFINED), chosen(machine, b ?? UNDEFINED)];
  if (x.kind === 'object' && y.kind === 'object' && x.of === 'Buffer' && y.of === 'Buffer') {
    const [left, right] = [x.fields.get('(bytes)') ?? UNDEFINED, y.fields.get('(bytes)') ?? UNDEFINED];
    const length = areEqual(
      machine,
      getMember(machine, x, constant('length'), at),
      getMember(machine, y, constant('length'), at),
      false,
    );
    if (length.kind === 'constant' && length.value === false)
      throw new Thrown(makeError('RangeError', constant('Input buffers must have the same byte length')), at);
    return areEqual(machine, left, right, false);
  }
  if (x.kind === 'unknown' && y.kind === 'unknown') return areEqual(machine, x, y, false);
  return presents(x) || presents(y)
    ? machine.judged('whether two secrets are equal is not known', at)
    : unknown('whether two secrets are equal is not known', at);
};

/** `auth(req)` of basic-auth. */
const basicAuth: Library = (machine) => {
  machine.exchange.reads.add('header authorization');
  const pair = basicPair(machine.exchange.header('authorization'));
  if (pair === null) return UNDEFINED;
  const sent = (value: string): Datum => ({ kind: 'constant', value, carried: true });
  return thing([
    ['name', sent(pair.user)],
    ['pass', sent(pair.password)],
  ]);
};

/** `safeCompare(input, secret)` of express-basic-auth: equal texts (index.js, `safeCompare`). */
const safeCompare: Library = (machine, [a, b]) => areEqual(machine, a ?? UNDEFINED, b ?? UNDEFINED, false);

/** `asyncHandler(fn)`: what the function rejects goes to `next`. */
export const wrapAsync: Library = (machine, [wrapped], at) => ({
  kind: 'function',
  name: 'asyncHandler',
  arity: 3,
  fields: null,
  call: (args) => {
    const result = callDatum(machine, wrapped ?? UNDEFINED, args, UNDEFINED, at);
    const next = args.at(-1);
    if (result.kind !== 'promise' || next === undefined) return result;
    const onBroken = getMember(machine, result, constant('catch'), at);
    return callDatum(machine, onBroken, [next], result, at);
  },
});

/**
 * What a call of a package that stands in the program makes, where it makes a function that is known: a promise of
 * what takes a callback, or a handler that the program calls itself, such as `guard(req, res, next)`.
 */
export function madeFunction(
  machine: Machine,
  { callee, args, at: made }: Pick<CallValue, 'callee' | 'args' | 'at'>,
  at: Place,
): Datum | null {
  if (callee.kind !== 'package') return null;
  if (callee.path.at(-1) === 'promisify' && (callee.name === 'util' || callee.name === 'bluebird')) {
    return promisify(machine, args.map(datumOf), at);
  }
  const behaviour = readPackaged(callOf(machine, callee, args.map(datumOf), made));
  return behaviour === null ? null : callableBehaviour(machine, behaviour, callee.name);
}

const LIBRARIES: Readonly<Record<string, Library>> = {
  'jsonwebtoken.verify': jwtVerify,
  'jsonwebtoken.sign': jwtSign,
  'jsonwebtoken.decode': jwtDecode,
  'jose.decodeJwt': jwtDecode,
  'jwt-decode': jwtDecode,
  'jwt-decode.jwtDecode': jwtDecode,
  'jose.jwtVerify': joseVerify,
  '@clerk/express.getAuth': clerkAuth,
  'express-validator.matchedData': matchedData,
  'express-validator.validationResult': validationResult,
  'util.promisify': promisify,
  'async.parallel': parallel,
  'async.series': series,
  'async.waterfall': waterfall,
  'bcrypt.compare': compare,
  'bcryptjs.compare': compare,
  'bcrypt.compareSync': compareNow,
  'bcryptjs.compareSync': compareNow,
  'argon2.verify': compare,
  'crypto.createHash': hash,
  'crypto.createHmac': hash,
  'crypto.pbkdf2': derive,
  'crypto.pbkdf2Sync': derive,
  'crypto.scrypt': derive,
  'crypto.scryptSync': derive,
  'crypto.timingSafeEqual': timingSafeEqual,
  parseurl: (machine, _args, at) => parsedUrl(machine, constant(machine.exchange.url), false, at),
  'url.parse': (machine, [url, parsesQuery], at) =>
    parsedUrl(machine, url, parsesQuery !== undefined && isTrue(machine, parsesQuery), at),
  'cls-hooked.getNamespace': getNamespace,
  'continuation-local-storage.getNamespace': getNamespace,
  'express-http-context.get': httpGet,
  'express-http-context.set': httpSet,
  tsscmp: compareNow,
  'safe-compare': compareNow,
  'basic-auth': basicAuth,
  'express-basic-auth.safeCompare': safeCompare,
  'express-async-handler': wrapAsync,
};
