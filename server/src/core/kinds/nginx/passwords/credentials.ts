// The user and password that nginx takes from an Authorization header.
import { decodeBase64, encodeBase64 } from './base64';
import { byteString, utf8Bytes } from './bytes';

export type BasicCredentials =
  /** Both as byte strings: one character for each byte. */
  | { readonly kind: 'credentials'; readonly user: string; readonly password: string }
  | { readonly kind: 'none'; readonly why: 'not Basic' | 'not base64' | 'no colon' | 'no user name' };

/**
 * Reads the value of an Authorization header as nginx does (src/http/ngx_http_core_module.c, ngx_http_auth_basic_user):
 * the scheme in any case, one blank, any number of further blanks, then base64 of `user:password`. With any other value
 * nginx acts as if there were no credentials.
 */
export function decodeBasic(value: string): BasicCredentials {
  const encoded = /^basic +(.+)$/is.exec(value)?.[1];
  if (encoded === undefined) return { kind: 'none', why: 'not Basic' };
  const bytes = decodeBase64(encoded);
  if (bytes === null) return { kind: 'none', why: 'not base64' };
  const decoded = byteString(bytes);
  const colon = decoded.indexOf(':');
  if (colon < 0) return { kind: 'none', why: 'no colon' };
  if (colon === 0) return { kind: 'none', why: 'no user name' };
  return { kind: 'credentials', user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** The value of an Authorization header that carries a user and a password. */
export function encodeBasic(user: string, password: string): string {
  return `Basic ${encodeBase64(utf8Bytes(`${user}:${password}`))}`;
}
