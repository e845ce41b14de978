// JSON web tokens in a handler (jsonwebtoken 9, jose 5): made, checked, and read.
import type { Place } from '../../../../text/span';
import { constant, type Datum, isNothing, NULL, thing, UNDEFINED, unknown } from '../datum';
import { callDatum } from '../run/calls';
import { type Machine, Thrown } from '../run/machine';
import { chosen } from '../run/outside';
import { broken, kept } from '../run/promises';
import { copyFields, makeError } from '../run/things';
import { claimsOf, someClaims } from './claims';
import type { Library } from './library';
import { signedToken } from './signed-tokens';

/** The token of a check: without one, it fails whatever the credentials are. */
function verifyToken(
  machine: Machine,
  token: Datum | undefined,
  at: Place,
): { readonly payload: Datum } | { readonly error: Datum } {
  const value = chosen(machine, token ?? UNDEFINED);
  if (
    isNothing(value) ||
    (value.kind === 'constant' && (value.value === '' || typeof value.value !== 'string'))
  ) {
    return { error: makeError('JsonWebTokenError', constant('jwt must be provided')) };
  }
  const isPlain =
    value.kind === 'constant' &&
    !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(String(value.value)) &&
    !machine.exchange.hasValidCredentials;
  if (isPlain || !machine.exchange.hasValidCredentials) {
    return { error: makeError('JsonWebTokenError', constant('invalid token')) };
  }
  // What a header carries in front of the token (a blank, the scheme) makes every token invalid.
  if (
    value.kind === 'constant' &&
    /^\s|^(?:bearer|jwt|token|basic)\s|^(?:bearer|jwt|basic)$/i.test(String(value.value))
  ) {
    return { error: makeError('JsonWebTokenError', constant('invalid token')) };
  }
  const payload = value.kind === 'constant' ? claimsOf(String(value.value)) : null;
  return { payload: payload ?? someClaims(at) };
}

/**
 * `jwt.verify(token, key, [options], [callback])` (jsonwebtoken 8 and 9, verify.js): the callback is called at once, and
 * what it answers or throws is what the call does, but where a function has to look up the key.
 */
export const jwtVerify: Library = (machine, args, at) => {
  const result = verifyToken(machine, args[0], at);
  const callback = args.slice(2).findLast(isFunction);
  if (callback === undefined) {
    if ('error' in result) throw new Thrown(result.error, at);
    return result.payload;
  }
  const given = 'error' in result ? [result.error, UNDEFINED] : [NULL, result.payload];
  const done = () => callDatum(machine, callback, given, UNDEFINED, at);
  if (args[1] === undefined || !isFunction(args[1])) return done();
  machine.later(done);
  return UNDEFINED;
};

/** `await jwtVerify(token, key)` of jose. */
export const joseVerify: Library = (machine, args, at) => {
  const result = verifyToken(machine, args[0], at);
  return 'error' in result
    ? broken(joseError(at))
    : kept(
        thing([
          ['payload', result.payload],
          ['protectedHeader', thing()],
        ]),
      );
};

/** What jose throws at a bad token: which of its errors depends on what is wrong (util/errors.js). */
function joseError(at: Place): Datum {
  const error = makeError(
    'JOSEError',
    unknown('what is wrong with a token is not known', at, { truthy: true }),
  );
  for (const name of ['name', 'code'])
    error.fields.set(name, unknown('what is wrong with a token is not known', at, { truthy: true }));
  return error;
}

/** `jwt.sign(payload, key, options, [callback])`. */
export const jwtSign: Library = (machine, args, at) => {
  const callback = args.slice(2).findLast(isFunction);
  const payload = copyFields(machine, args[0] ?? UNDEFINED, thing());
  const options = args[2] === callback ? undefined : args[2];
  const token = signedToken(payload, options) ?? unknown('a token is not known', at, { truthy: true });
  if (callback === undefined) return token;
  machine.later(() => callDatum(machine, callback, [NULL, token], UNDEFINED, at));
  return UNDEFINED;
};

function isFunction(datum: Datum): boolean {
  return datum.kind === 'function' || (datum.kind === 'outside' && datum.value.kind === 'function');
}

/** `jwt.decode(token)` reads a token whether or not it is good; of what is none it makes `null`. */
export const jwtDecode: Library = (machine, [token], at) => {
  const value = chosen(machine, token ?? UNDEFINED);
  if (value.kind !== 'constant') return unknown('what a token says is not known', at);
  return (
    claimsOf(String(value.value)) ?? (isNothing(value) ? NULL : unknown('what a token says is not known', at))
  );
};
