// Objects that packages make and that know the sessions of clients: lucia 3, better-auth 1. Run with both.
import type { Place } from '../../../../text/span';
import type { CallValue, Value } from '../../values';
import { carried, type Datum, isNothing, NULL, textOf, thing, UNDEFINED, unknown } from '../datum';
import { optionOf, severalOf, textOption } from '../options';
import { cookiesOf } from '../packages/sessions';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { chosen, datumOf } from '../run/outside';
import { kept } from '../run/promises';

/** A member of what a package made; `null` where none is known. */
export function madeMember(machine: Machine, value: CallValue, name: string): Datum | null {
  const { callee, args, isNew } = value;
  if (callee.kind !== 'package') return null;
  const [last] = callee.path.slice(-1);
  const given = args.map(datumOf);
  if (callee.name === 'lucia' && last === 'Lucia' && isNew) return luciaMember(machine, given[1], name);
  if (callee.name === 'better-auth' && last === 'betterAuth' && name === 'api') {
    const getSession = betterAuthSession(machine, given[0]);
    return getSession === null ? null : thing([['getSession', getSession]]);
  }
  return null;
}

/** lucia 3, dist/core.js: what is not there, and what is not good, is null in both places. */
function luciaMember(machine: Machine, options: Datum | undefined, name: string): Datum | null {
  switch (name) {
    case 'readSessionCookie': {
      const cookie = textOption(optionOf(options, 'sessionCookie') ?? undefined, 'name');
      return cookie === null ? null : native(name, () => cookieSent(machine, cookie ?? 'auth_session'));
    }
    case 'readBearerToken':
      return native(name, ([header]) => {
        const text = textOf(chosen(machine, header ?? UNDEFINED));
        const [scheme, token, ...more] = (text ?? '').split(' ');
        const isToken = scheme === 'Bearer' && token !== undefined && more.length === 0;
        return isToken ? carried(token) : NULL;
      });
    case 'validateSession':
      return native(name, ([id], _self, at) => {
        const sent = chosen(machine, id ?? UNDEFINED);
        const isGood = !isNothing(sent) && textOf(sent) !== '' && machine.exchange.hasValidCredentials;
        return kept(
          thing([
            ['session', isGood ? ownedBy('session', at) : NULL],
            ['user', isGood ? ownedBy('user', at) : NULL],
          ]),
        );
      });
    default:
      return null;
  }
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
