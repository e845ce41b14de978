// Authenticators that are not nginx's own: PAM, LDAP, Digest, SPNEGO, JWT and OpenID Connect.
// They are not in an open-source build, so what is said of them rests on their documentation.
import { group, innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import { decodeBasic } from '../passwords';
import type { Verdict } from './access';
import { addChallenge } from './challenge';
import { type Exchange, note } from './exchange';
import { isUnknown, type Unknown, unknown } from './unknown';
import { evaluate } from './values';
import { inHeader } from './variables';

type Authenticator = { readonly directive: string; readonly scheme: 'Basic' | 'Digest' | 'Negotiate' };

/** Dynamic modules of the access phase, in no order that matters: a configuration uses one of them. */
const AUTHENTICATORS: readonly Authenticator[] = [
  { directive: 'auth_pam', scheme: 'Basic' },
  { directive: 'auth_ldap', scheme: 'Basic' },
  { directive: 'auth_digest', scheme: 'Digest' },
  { directive: 'auth_gss', scheme: 'Negotiate' },
];

export function thirdPartyAuth(x: Exchange): Verdict {
  let verdict: Verdict = 'declined';
  for (const authenticator of AUTHENTICATORS) {
    const found = innermost(x.scope, authenticator.directive);
    if (found === null || isHidden(found) || arg(found.line, 0).toLowerCase() === 'off') continue;
    verdict = ask(x, authenticator, found.line);
    if (verdict !== 'ok' && verdict !== 'declined') return verdict;
  }
  return verdict;
}

function ask(x: Exchange, { directive, scheme }: Authenticator, line: Line): Verdict {
  const realm = directive === 'auth_gss' ? '' : evaluate(arg(line, 0), x, placeOf(line));
  if (isUnknown(realm)) return realm;
  if (realm === 'off') return 'declined';
  const at = placeOf(line);
  const given = inHeader(x.connection.headers, 'authorization') ?? '';
  if (isUnknown(given)) return given;
  const carries =
    scheme === 'Basic'
      ? decodeBasic(given).kind === 'credentials'
      : given.toLowerCase().startsWith(`${scheme.toLowerCase()} `);
  if (carries && x.connection.credentials === 'valid') {
    note(x, 'allows', `${directive}: the credentials are taken as valid`, at);
    return 'ok';
  }
  if (scheme !== 'Basic') return unknown(`the challenge that ${directive} makes`, at);
  note(x, 'refuses', `${directive} asks for a password`, at);
  addChallenge(x, `Basic realm="${realm}"`, at);
  return { kind: 'status', status: 401, at };
}

/** `auth_jwt "realm" [token=$variable]` of NGINX Plus: a Bearer token, by default in Authorization. */
export function authJwt(x: Exchange): Verdict {
  const oidc = innermost(x.scope, 'auth_oidc');
  if (oidc !== null && !isHidden(oidc) && arg(oidc.line, 0) !== 'off') {
    return unknown('whether auth_oidc finds a session', placeOf(oidc.line));
  }
  // A module that a build may lack is not suspected in what could not be read.
  const found = innermost(x.scope, 'auth_jwt');
  if (found === null || isHidden(found)) return 'declined';
  const at = placeOf(found.line);
  const realm = evaluate(arg(found.line, 0), x, at);
  if (isUnknown(realm)) return realm;
  if (realm === 'off') return 'declined';
  const source = found.line.args
    .find((word) => word.value.startsWith('token='))
    ?.value.slice('token='.length);
  const token = source === undefined ? bearerToken(x) : evaluate(source, x, at);
  if (isUnknown(token)) return token;
  if (token !== '' && x.connection.credentials === 'valid') {
    note(x, 'allows', 'auth_jwt: the token is taken as valid', at);
    const verdict = required(x, 'auth_jwt_require', 401);
    return verdict === 'declined' ? 'ok' : verdict;
  }
  note(x, 'refuses', token === '' ? 'auth_jwt finds no token' : 'auth_jwt refuses the token', at);
  const error = token === '' ? '' : ',error="invalid_token"';
  addChallenge(x, `Bearer realm="${realm}"${error}`, at);
  return { kind: 'status', status: 401, at };
}

function bearerToken(x: Exchange): string | Unknown {
  const given = inHeader(x.connection.headers, 'authorization') ?? '';
  return isUnknown(given) ? given : (/^Bearer +(\S.*)$/i.exec(given)?.[1] ?? '');
}

/** `auth_require $value … [error=4xx]` of NGINX Plus: every value is neither empty nor "0" (nginx.org, auth_require). */
export function authRequire(x: Exchange): Verdict {
  return required(x, 'auth_require', 403);
}

/** Asks the lines of the innermost block that has any; each has a status of its own. */
function required(x: Exchange, directive: string, status: number): Verdict {
  const lines = group(x.scope, directive);
  // A module that a build may lack is not suspected in what could not be read.
  if (isHidden(lines) || lines.length === 0) return 'declined';
  for (const line of lines) {
    const words = line.args.map(({ value }) => value);
    if (words[0] === 'off') return 'declined';
    for (const word of words.filter((one) => !one.startsWith('error='))) {
      const value = evaluate(word, x, placeOf(line));
      if (isUnknown(value)) return value;
      if (value !== '' && value !== '0') continue;
      const own = words.find((one) => one.startsWith('error='))?.slice('error='.length);
      note(x, 'refuses', `${directive}: ${word} is ${value === '' ? 'empty' : '0'}`, placeOf(line));
      return { kind: 'status', status: Number(own ?? status), at: placeOf(line) };
    }
  }
  return 'ok';
}
