// Objects that packages make and that know the sessions of clients: lucia 2 and 3, better-auth 1. Run with all three.
import type { Place } from '../../../../text/span';
import type { CallValue, Value } from '../../values';
import {
  type Callable,
  carried,
  constant,
  type Datum,
  isNothing,
  NULL,
  textOf,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import { flagOf, optionOf, severalOf, textOption } from '../options';
import { cookiesOf } from '../packages/sessions';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { chosen, datumOf } from '../run/outside';
import { broken, kept } from '../run/promises';
import { makeError } from '../run/things';

/** A member of what a package made; `null` where none is known. */
export function madeMember(machine: Machine, value: CallValue, name: string): Datum | null {
  const { callee, args, isNew } = value;
  if (callee.kind !== 'package') return null;
  const [last] = callee.path.slice(-1);
  const given = args.map(datumOf);
  if (callee.name === 'lucia' && last === 'Lucia' && isNew) return luciaMember(machine, given[1], name);
  if (callee.name === 'lucia' && last === 'lucia') return lucia2Member(machine, given[0], name);
  if (callee.name === 'better-auth' && last === 'betterAuth' && name === 'api') {
    const getSession = betterAuthSession(machine, given[0]);
    return getSession === null ? null : thing([['getSession', getSession]]);
  }
  return null;
}

/** lucia 3, dist/core.js: what is not there, and what is not good, is null in both places. */
function luciaMember(machine: Machine, options: Datum | undefined, name: string): Datum | null {
  if (name !== 'validateSession') return readerOf(machine, options, name);
  return native(name, ([id], _self, at) => {
    const isGood = isGoodSession(machine, id);
    return kept(
      thing([
        ['session', isGood ? ownedBy('session', at) : NULL],
        ['user', isGood ? ownedBy('user', at) : NULL],
      ]),
    );
  });
}

/** lucia 2, dist/auth/index.js: a session that is not good is an error; `handleRequest` makes null of it. */
function lucia2Member(machine: Machine, options: Datum | undefined, name: string): Datum | null {
  switch (name) {
    case 'validateSession':
    case 'getSession':
      return native(name, ([id], _self, at) =>
        isGoodSession(machine, id)
          ? kept(ownedBy('session', at))
          : broken(makeError('LuciaError', constant('AUTH_INVALID_SESSION_ID'))),
      );
    case 'handleRequest': {
      const read = (reader: string) => readerOf(machine, options, reader);
      const [cookie, bearer] = [read('readSessionCookie'), read('readBearerToken')];
      if (cookie === null || bearer === null) return null;
      const validate = (by: Callable, isGuarded: boolean) =>
        native('validate', (_args, self, at) => {
          const wrong = isGuarded ? originOf(machine, options, at) : null;
          if (wrong !== null) return kept(wrong);
          const id = by.call([constant(machine.exchange.header('authorization') ?? '')], self, at);
          return kept(isGoodSession(machine, id) ? ownedBy('session', at) : NULL);
        });
      const request = thing([
        ['validate', validate(cookie, true)],
        ['validateBearerToken', validate(bearer, false)],
      ]);
      return native(name, () => request);
    }
    default:
      return readerOf(machine, options, name);
  }
}

/** What a request that changes something gets unless its Origin is right (dist/auth/request.js, isValidRequestOrigin). */
function originOf({ exchange }: Machine, options: Datum | undefined, at: Place): Datum | null {
  const isChecked = SAFE.test(exchange.method) ? false : flagOf(options, 'csrfProtection', true);
  if (isChecked === false) return null;
  const isMissing = isChecked && exchange.header('origin') === null;
  return isMissing ? NULL : unknown('whether an origin is right is not known', at);
}

const SAFE = /^(?:GET|HEAD|OPTIONS|TRACE)$/;

/** `readSessionCookie` and `readBearerToken` of both versions. */
function readerOf(machine: Machine, options: Datum | undefined, name: string): Callable | null {
  if (name === 'readSessionCookie') {
    const cookie = textOption(optionOf(options, 'sessionCookie') ?? undefined, 'name');
    return cookie === null ? null : native(name, () => cookieSent(machine, cookie ?? 'auth_session'));
  }
  if (name !== 'readBearerToken') return null;
  return native(name, ([header]) => {
    const [scheme, token] = (textOf(chosen(machine, header ?? UNDEFINED)) ?? '').split(' ');
    machine.exchange.reads.add('header authorization');
    return scheme === 'Bearer' && token !== undefined ? carried(token) : NULL;
  });
}

function isGoodSession(machine: Machine, id: Datum | undefined): boolean {
  const sent = chosen(machine, id ?? UNDEFINED);
  return !isNothing(sent) && textOf(sent) !== '' && machine.exchange.hasValidCredentials;
}

/** `auth.api.getSession({ headers })` answers null to who is not logged in, and never throws for that. */
function betterAuthSession(machine: Machine, options: Datum | undefined): Datum | null {
  const prefix = textOption(optionOf(options, 'advanced') ?? undefined, 'cookiePrefix');
  const plugins = severalOf(optionOf(options, 'plugins'));
  if (prefix === null || plugins === null) return null;
  return native('getSession', (_args, _self, at) => {
    const cookie = `${prefix ?? 'better-auth'}.session_token`;
    const isSent = [cookie, `__Secure-${cookie}`].some((one) => !isNothing(cookieSent(machine, one)));
    if (!machine.exchange.hasValidCredentials || !(isSent || hasToken(machine, plugins))) return kept(NULL);
    return kept(
      thing([
        ['session', ownedBy('session', at)],
        ['user', ownedBy('user', at)],
      ]),
    );
  });
}

/** The plugin for bearer tokens makes a cookie of the header. */
function hasToken({ exchange }: Machine, plugins: readonly Datum[]): boolean {
  const hasPlugin = plugins.some((one) => one.kind === 'outside' && isMadeBy(one.value, 'bearer'));
  return hasPlugin && /^bearer \S/i.test(exchange.header('authorization') ?? '');
}

function isMadeBy(value: Value, name: string): boolean {
  return value.kind === 'call' && value.callee.kind === 'package' && value.callee.path.at(-1) === name;
}

function cookieSent({ exchange }: Machine, name: string): Datum {
  exchange.reads.add(`cookie ${name}`);
  const value = cookiesOf(exchange).get(name);
  return value === undefined ? NULL : carried(value);
}

function ownedBy(what: string, at: Place): Datum {
  return unknown('who is logged in is not known', at, { key: what, judged: true, truthy: true });
}
