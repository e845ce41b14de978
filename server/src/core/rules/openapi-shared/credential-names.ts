// Names of headers, query parameters and cookies that can only be meant for credentials.
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';

const KEYS = /^(?:x-)?(?:api-?key|auth-?token|access-?token|auth-?key|api-?token|api-?secret)$/;

/** Whether a header, query parameter or cookie of that name carries credentials: `X-API-Key`, `access_token`. */
export function isCredentialName(name: string): boolean {
  return KEYS.test(name.replaceAll('_', '-').toLowerCase());
}

/** Whether a header is the one that credentials of HTTP travel in. */
export function isAuthorization(name: string | null): boolean {
  return name?.toLowerCase() === 'authorization';
}

/** Whether a parameter that must be there carries credentials. */
export function isCredential({ in: place, name, isRequired }: Parameter): boolean {
  if (!isRequired || name === null) return false;
  return (place === 'header' || place === 'query' || place === 'cookie') && isCredentialName(name);
}

/** A field name is a token (RFC 9110, section 5.1 and 5.6.2). */
export function isFieldName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

const CREDENTIAL_WORD =
  /(?:^|[-_. ])(?:auth|authorization|authentication|tokens?|jwt|api-?key|secret|signature|hmac|sig|sessions?|sid|password|passcode|credentials?|otp|pin|user-?key|app-?key|client-?id|key)(?:$|[-_. ])/;

/** Whether an operation takes something that may be credentials, wherever and whatever it is called: `X-Shop-Token`, `{token}`. */
export function hasCredentialParameter({ parameters }: Operation): boolean {
  return parameters.some(({ in: place, name }) => {
    if (name === null || place === 'body') return false;
    const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
    return CREDENTIAL_WORD.test(words) || isCredentialName(name);
  });
}
