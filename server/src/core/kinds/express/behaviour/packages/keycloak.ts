// keycloak-connect: guards that a Keycloak server stands behind.
import { type Behaviour, NEXT } from '../behaviour';
import { check, lost, type PackageCall, packaged, refuse } from './package';

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
