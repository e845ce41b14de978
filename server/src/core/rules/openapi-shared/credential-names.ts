// Names of headers, query parameters and cookies that can only be meant for credentials.
import type { Parameter } from '../../kinds/openapi/parameters';

const KEYS = /^(?:x-)?(?:api-?key|auth-?token|access-?token|auth-?key|api-?token|api-?secret)$/;

/** Whether a header, query parameter or cookie of that name carries credentials: `X-API-Key`, `access_token`. */
export function isCredentialName(name: string): boolean {
  return KEYS.test(name.replaceAll('_', '-').toLowerCase());
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
