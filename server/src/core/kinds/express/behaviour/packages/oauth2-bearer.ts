// express-oauth2-jwt-bearer 1.10: bearer tokens of an authorization server, and what their claims must say.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { type Datum, fieldOf, textOf } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { claimsOf, headerOf } from '../libraries/claims';
import { flagOf, optionOf } from '../options';
import { check, fail, lost, owner, type PackageCall, packaged } from './package';

const CHALLENGE = 'Bearer realm="api"';
/** The algorithms with two keys (dist/index.js, ASYMMETRIC_ALGS). */
const ASYMMETRIC = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES256K ES384 ES512 EdDSA'.split(' ');
/** What the challenge offers since 1.7, which knows DPoP. */
const DPOP = `DPoP algs="${ASYMMETRIC.join(' ')}"`;
const CLAIM_CHECKS: ReadonlySet<string> = new Set([
  'requiredScopes',
  'scopeIncludesAny',
  'claimCheck',
  'claimEquals',
  'claimIncludes',
]);

/** `auth(options)` and the checks of claims behind it: the error carries the status and the challenge. */
export function readOauth2Bearer(call: PackageCall): Behaviour | null {
  const [name = ''] = call.path;
  const demands = check(call, { kind: 'bearer' });
  if (name === 'auth') return packaged(call, 'guard', (exchange) => actBearer(call, exchange), demands);
  if (!CLAIM_CHECKS.has(name)) return null;
  return packaged(
    call,
    'guard',
    (exchange) =>
      exchange.slots.has('auth')
        ? lost('what a token claims is not known', call.at)
        : fail('UnauthorizedError', 401, call.at, [['WWW-Authenticate', CHALLENGE]]),
    demands,
  );
}

function actBearer(call: PackageCall, exchange: Exchange): Ending {
  const required = flagOf(call.args[0], 'authRequired', true);
  const challenge = challengeOf(call);
  if (required === null || challenge === null)
    return lost('the options of express-oauth2-jwt-bearer are not known', call.at);
  exchange.reads.add('header authorization');
  const shown = tokenOf(exchange);
  // Where a proof of possession is required, a plain token is none of its requests (run with 1.10).
  const isPlain = challenge === DPOP && (shown === 'accepted' || shown === 'rejected');
  const found = isPlain ? 'malformed' : shown;
  const wrong = wrongIn(call, exchange);
  if (found === 'accepted' && wrong === null) {
    exchange.slots.set('auth', owner(exchange, call.at, 'express-oauth2-jwt-bearer'));
    return NEXT;
  }
  if (!required) return NEXT;
  switch (found) {
    case 'none':
      return fail('UnauthorizedError', 401, call.at, [['WWW-Authenticate', challenge]]);
    case 'malformed':
      return fail('InvalidRequestError', 400, call.at, [['WWW-Authenticate', challenge]]);
    case 'accepted':
    case 'rejected':
      return wrong === null
        ? lost('what the challenge says of a bad token is not known', call.at)
        : fail('InvalidTokenError', 401, call.at, [['WWW-Authenticate', challengeWith(challenge, wrong)]]);
    case 'lost':
      return lost('how a proof of possession is answered is not known', call.at);
  }
}

/** The challenge of a request without a token; `null` where the options change it in a way that is not known. */
function challengeOf(call: PackageCall): string | null {
  const minor = /^\D*1\.(\d+)\.\d+$/.exec(call.version ?? '');
  const isExact = /^=?\d/.test(call.version ?? '');
  if (isExact && minor?.[1] !== undefined && Number(minor[1]) < 7) return CHALLENGE;
  const dpop = optionOf(call.args[0], 'dpop');
  if (dpop === null) return null;
  if (dpop.kind === 'constant' && dpop.value === undefined) return `${CHALLENGE}, ${DPOP}`;
  const [isEnabled, isRequired] = [flagOf(dpop, 'enabled', true), flagOf(dpop, 'required', false)];
  if (isEnabled === null || isRequired === null) return null;
  return isRequired ? DPOP : isEnabled ? `${CHALLENGE}, ${DPOP}` : CHALLENGE;
}

/** What `getToken` and the check make of a request (dist/index.js, tokenVerifier). */
function tokenOf(exchange: Exchange): 'none' | 'malformed' | 'accepted' | 'rejected' | 'lost' {
  const header = exchange.header('authorization');
  if (exchange.header('dpop') !== null) return 'lost';
  if (header !== null && header.split(' ').length !== 2) return 'malformed';
  const [, scheme, token] = /^(Bearer|DPoP) (.+)$/i.exec(header ?? '') ?? [];
  if (scheme?.toLowerCase() === 'dpop') return 'lost';
  const isInQuery = /(?:^|&)access_token=/.test(exchange.query ?? '');
  if (token === undefined && !isInQuery) {
    const isForm = /urlencoded/.test(exchange.header('content-type') ?? '');
    if (isForm && exchange.slots.get('body')?.kind === 'object' && hasBody(exchange)) return 'lost';
    return header === null ? 'none' : 'malformed';
  }
  if (token !== undefined && isInQuery) return 'lost';
  return exchange.hasValidCredentials ? 'accepted' : 'rejected';
}

/** The challenge that says what is wrong with a token. */
function challengeWith(challenge: string, wrong: string): string {
  return challenge.replace(
    CHALLENGE,
    `${CHALLENGE}, error="invalid_token", error_description="${wrong.replace(/"/g, "'")}"`,
  );
}

/**
 * What the check says is wrong with the token of a request: of one that is good otherwise, a claim that the program
 * does not take; of one that is not, its form (dist/index.js, jwtVerifier and validate, with jose 4). `null` where
 * nothing is, or where it is not known.
 */
function wrongIn(call: PackageCall, exchange: Exchange): string | null {
  const token = /^Bearer (.+)$/i.exec(exchange.header('authorization') ?? '')?.[1];
  if (token === undefined) return null;
  const given = (name: string) => optionOf(call.args[0], name);
  const has = (name: string) => !isAbsent(given(name));
  const isDiscovered = has('issuerBaseURL');
  if (given('mcd') === null || has('mcd') || has('publicKey') || (!isDiscovered && !has('issuer')))
    return null;
  const header = headerOf(token);
  if (exchange.hasValidCredentials) {
    return header === null || has('validators') ? null : wrongClaim(header, claimsOf(token), given);
  }
  if (!isDiscovered) {
    if (token.split('.').length !== 3) return 'Invalid Compact JWS';
    return header === null ? 'JWS Protected Header is invalid' : null;
  }
  if (header === null) return 'Invalid Token or Protected Header formatting';
  const alg = textOf(fieldOf(header, 'alg') ?? undefined);
  if (alg === null || has('secret') || ASYMMETRIC.includes(alg)) return null;
  return `Unsupported algorithm "${alg}" for JWKS-based verification. Supported: ${ASYMMETRIC.join(', ')}`;
}

function isAbsent(option: Datum | null): boolean {
  return option?.kind === 'constant' && option.value === undefined;
}

/** The first claim of a token that is not what the options ask for. */
function wrongClaim(
  header: Datum,
  claims: Datum | null,
  given: (name: string) => Datum | null,
): string | null {
  const differs = (shown: Datum | null, option: string) => {
    const wanted = textOf(given(option) ?? undefined);
    return wanted !== null && shown?.kind === 'constant' && shown.value !== wanted;
  };
  if (claims === null) return null;
  if (differs(fieldOf(header, 'alg'), 'tokenSigningAlg')) return "Unexpected 'alg' value";
  if (differs(fieldOf(claims, 'iss'), 'issuer')) return "Unexpected 'iss' value";
  if (differs(fieldOf(claims, 'aud'), 'audience')) return "Unexpected 'aud' value";
  const exp = fieldOf(claims, 'exp');
  return exp?.kind === 'constant' && typeof exp.value !== 'number' ? "Unexpected 'exp' value" : null;
}
