// express-openid-connect 2: sessions that begin at an identity provider.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { constant, openThing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, optionOf, textOption } from '../options';
import { native } from '../run/native';
import { check, fail, lost, owner, type PackageCall, packaged } from './package';
import { cookiesOf } from './sessions';

const CLAIM_CHECKS: ReadonlySet<string> = new Set(['claimCheck', 'claimEquals', 'claimIncludes']);

/** `auth(config)`, `requiresAuth()` and the checks of claims. */
export function readOpenId(call: PackageCall): Behaviour | null {
  const [name = ''] = call.path;
  const demands = check(call, { kind: 'session', cookie: 'appSession' });
  if (name === 'auth') {
    const required = flagOf(call.args[0], 'authRequired', true);
    return packaged(
      call,
      'guard',
      (exchange) => actOpenId(call, exchange, required),
      required === true ? demands : { kind: 'open' },
    );
  }
  if (name === 'requiresAuth') {
    return packaged(call, 'guard', (exchange) => requireLogin(call, exchange), demands);
  }
  if (!CLAIM_CHECKS.has(name)) return null;
  return packaged(
    call,
    'guard',
    (exchange) => {
      const ending = requireLogin(call, exchange);
      return ending.kind === 'next' ? lost('what the provider says of a user is not known', call.at) : ending;
    },
    demands,
  );
}

function actOpenId(call: PackageCall, exchange: Exchange, required: boolean | null): Ending {
  const errors = flagOf(call.args[0], 'errorOnRequiredAuth', false);
  if (errors === null || required === null)
    return lost('the options of express-openid-connect are not known', call.at);
  exchange.notes.set('openid errors', constant(errors));
  if (answersItself(call, exchange.path)) {
    return lost(`express-openid-connect answers ${exchange.path} itself`, call.at);
  }
  const session = textOption(optionOf(call.args[0], 'session') ?? UNDEFINED, 'name') ?? 'appSession';
  const isIn = cookiesOf(exchange).has(session) && exchange.hasValidCredentials;
  if (isIn) exchange.notes.set('openid in', constant(true));
  exchange.slots.set(
    'oidc',
    openThing(
      [
        ['isAuthenticated', native('isAuthenticated', () => constant(isIn))],
        ['user', isIn ? owner(exchange, call.at, 'express-openid-connect') : UNDEFINED],
      ],
      unknown('what express-openid-connect puts on the request is not known', call.at),
    ),
  );
  return required ? requireLogin(call, exchange) : NEXT;
}

/** The routes that `auth` registers, as the option `routes` names them (lib/config.js). */
function answersItself({ args }: PackageCall, path: string): boolean {
  const routes = optionOf(args[0], 'routes') ?? UNDEFINED;
  return ['login', 'logout', 'callback', 'backchannelLogout'].some((name) => {
    const fallback = name === 'backchannelLogout' ? undefined : `/${name}`;
    const set = optionOf(routes, name);
    if (set?.kind === 'constant' && set.value === false) return false;
    return (textOption(routes, name) ?? fallback) === path;
  });
}

function requireLogin(call: PackageCall, exchange: Exchange): Ending {
  const errors = exchange.notes.get('openid errors');
  if (errors === undefined) return fail('Error', null, call.at);
  if (exchange.notes.has('openid in')) return NEXT;
  const wantsHtml = /text\/html|\*\/\*/.test(exchange.header('accept') ?? '*/*');
  const isError = errors.kind === 'constant' && errors.value === true;
  if (isError || !wantsHtml) return fail('UnauthorizedError', 401, call.at);
  return lost('where the identity provider is, is asked of it at run time', call.at);
}
