// Names of HTTP schemes: those that are registered, and those that what a contract demands goes by.
import type { SecurityScheme } from '../../kinds/openapi/scheme';

/** IANA, HTTP Authentication Scheme Registry, in lower case. */
export const REGISTERED_SCHEMES: ReadonlySet<string> = new Set([
  'basic',
  'bearer',
  'concealed',
  'digest',
  'dpop',
  'gnap',
  'hoba',
  'mutual',
  'negotiate',
  'oauth',
  'privatetoken',
  'scram-sha-1',
  'scram-sha-256',
  'vapid',
]);

/**
 * The names, in lower case, by which a scheme may be challenged; `null` for one that no challenge can name, such as a key
 * in the query or a certificate. Tokens of OAuth 2 may be bound to a key (RFC 9449, section 7.1).
 */
export function challengeNames({ type, scheme }: SecurityScheme): readonly string[] | null {
  switch (scheme?.kind) {
    case undefined:
    case 'apiKey':
    case 'session':
    case 'mutualTls':
      return null;
    case 'bearer':
      return type === 'http' ? ['bearer'] : ['bearer', 'dpop'];
    case 'custom':
      return [scheme.what.toLowerCase()];
    case 'basic':
    case 'digest':
    case 'negotiate':
      return [scheme.kind];
  }
}
