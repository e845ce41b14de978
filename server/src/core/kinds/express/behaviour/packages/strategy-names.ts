// Strategies of passport by the packages that have them: what each is, and the name that it has by itself.
import type { Strategy } from './strategies';

/** Behind a colon what a package has behind `passport-`, where that is not the name. */
const NAMES = new Map(
  (
    'basic:http.BasicStrategy digest:http.DigestStrategy bearer:http-bearer jwt local custom headerapikey ' +
    'headerapikey:headerapikey.HeaderAPIKeyStrategy anonymous auth0 discord facebook github github:github2 ' +
    'google:google-oauth.OAuth2Strategy google:google-oauth.OAuthStrategy google:google-oauth20 oauth2 twitter'
  )
    .split(' ')
    .map((one): [string, string] => {
      const [name = '', from = name] = one.split(':');
      return [`passport-${from}`, name];
    }),
);

/** Of the others it is known under which names they are asked for, and not what they do. */
const FOLLOWED = ['basic', 'digest', 'bearer', 'jwt', 'local', 'custom', 'headerapikey'] as const;

/** The strategy that a package's class makes, by the names that lead to it; without a name where it is none of these. */
export function strategyOf(
  from: string,
  path: readonly string[],
): { readonly kind: Strategy['kind']; readonly ownName: string | null } {
  const names = path.filter((name) => name !== 'default' && name !== 'Strategy');
  const ownName = NAMES.get([from, ...names].join('.')) ?? null;
  return { kind: FOLLOWED.find((one) => one === ownName) ?? 'other', ownName };
}
