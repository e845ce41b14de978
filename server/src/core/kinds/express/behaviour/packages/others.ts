// Guards of further packages: express-oauth2-jwt-bearer, express-openid-connect, keycloak-connect.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import type { Exchange } from '../exchange';
import { flagOf } from '../options';
import { check, fail, lost, owner, type PackageCall, packaged, refuse } from './package';

const OAUTH_CHALLENGE = 'Bearer realm="api"';

/** `auth(options)` of express-oauth2-jwt-bearer 1.6 to 1.10: the error carries the status and the challenge. */
export function readOauth2Bearer(call: PackageCall): Behaviour | null {
  const [name] = call.path;
  if (name !== 'auth' && name !== 'requiredScopes' && name !== 'claimCheck') return null;
  const demands = check(call, { kind: 'bearer' });
  if (name !== 'auth') {
    return packaged(
      call,
      'guard',
      (exchange) =>
        exchange.slots.has('auth')
          ? lost('which scopes a token has is not known', call.at)
          : fail('UnauthorizedError', 401, call.at, [['WWW-Authenticate', OAUTH_CHALLENGE]]),
      demands,
    );
  }
  return packaged(call, 'guard', (exchange) => actBearer(call, exchange), demands);
}

function actBearer(call: PackageCall, exchange: Exchange): Ending {
  const required = flagOf(call.args[0], 'authRequired', true);
  if (required === null) return lost('the options of express-oauth2-jwt-bearer are not known', call.at);
  exchange.reads.add('header authorization');
  const header = exchange.header('authorization');
  const query = /(?:^|&)access_token=/.test(exchange.query ?? '');
  const token = /^bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? (query ? 'token' : undefined);
  if (token !== undefined && exchange.hasValidCredentials) {
    exchange.slots.set('auth', owner(exchange, call.at, 'express-oauth2-jwt-bearer'));
    return NEXT;
  }
  if (!required) return NEXT;
  if (header !== null && token === undefined)
    return lost('how another scheme than Bearer is answered depends on the version', call.at);
  // Since 1.7 the challenge names DPoP as well, with a list that depends on the options.
  return lostChallenge(call);
}

/** 401 is sure; the text of the challenge depends on the exact version. */
function lostChallenge(call: PackageCall): Ending {
  return fail('UnauthorizedError', 401, call.at, [
    ['WWW-Authenticate', `${OAUTH_CHALLENGE}, DPoP algs="ES256"`],
  ]);
}

/** `auth(config)` and `requiresAuth()` of express-openid-connect 2. */
export function readOpenId(call: PackageCall): Behaviour | null {
  const [name] = call.path;
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
  if (name !== 'requiresAuth') return null;
  return packaged(call, 'guard', (exchange) => requireLogin(call, exchange), demands);
}

function actOpenId(call: PackageCall, exchange: Exchange, required: boolean | null): Ending {
  const errors = flagOf(call.args[0], 'errorOnRequiredAuth', false);
  if (errors === null || required === null)
    return lost('the options of express-openid-connect are not known', call.at);
  exchange.notes.set('openid errors', { kind: 'constant', value: errors, carried: false });
  if (['/login', '/logout', '/callback'].includes(exchange.path)) {
    return lost(`express-openid-connect answers ${exchange.path} itself`, call.at);
  }
  if ((exchange.header('cookie') ?? '').includes('appSession=') && exchange.hasValidCredentials) {
    exchange.slots.set('oidc', owner(exchange, call.at, 'express-openid-connect'));
    exchange.notes.set('openid in', { kind: 'constant', value: true, carried: false });
  }
  return required ? requireLogin(call, exchange) : NEXT;
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

/** `keycloak.protect()` of keycloak-connect: 403 for clients without a good token where the app is bearer-only. */
export function keycloakProtect(call: PackageCall, isBearerOnly: boolean | null): Behaviour {
  return packaged(
    call,
    'guard',
    (exchange) => {
      exchange.reads.add('header authorization');
      const header = exchange.header('authorization') ?? '';
      const hasToken = /^bearer\s/i.test(header);
      if (hasToken && exchange.hasValidCredentials) {
        return call.args.length > 0 ? lost('which roles a token has is not known', call.at) : NEXT;
      }
      if (isBearerOnly === true || hasToken) return refuse(exchange, 403, [], call.at);
      return lost(
        'whether the app is bearer-only is not known, so it is 403 or a redirect to Keycloak',
        call.at,
      );
    },
    check(call, { kind: 'bearer' }),
  );
}
