// The places of an nginx configuration where directives stand, and which of them a block opens.

/** A place where directives stand. `if` is one in a location, `server-if` one in a server. */
export type Context =
  | 'main'
  | 'events'
  | 'http'
  | 'server'
  | 'location'
  | 'if'
  | 'server-if'
  | 'limit_except'
  | 'upstream'
  | 'stream'
  | 'stream-server'
  | 'stream-upstream'
  | 'mail'
  | 'mail-server'
  | 'match'
  | 'stream-match'
  | 'mgmt'
  | 'oidc_provider'
  | 'acme_issuer'
  | 'otel_exporter'
  | 'rtmp'
  | 'rtmp-server'
  | 'rtmp-application'
  | 'rtmp-recorder'
  /** The inside of `map`, `geo`, `types` and the like: lines of data, whose first words are no directives. */
  | 'data';

const OPENS: Readonly<Record<string, Context>> = {
  'main events': 'events',
  'main http': 'http',
  'main stream': 'stream',
  'main mail': 'mail',
  'main mgmt': 'mgmt',
  'main rtmp': 'rtmp',
  'http server': 'server',
  'http upstream': 'upstream',
  'http match': 'match',
  'http oidc_provider': 'oidc_provider',
  'http acme_issuer': 'acme_issuer',
  'http otel_exporter': 'otel_exporter',
  'server location': 'location',
  'location location': 'location',
  'server if': 'server-if',
  'location if': 'if',
  'location limit_except': 'limit_except',
  'stream server': 'stream-server',
  'stream upstream': 'stream-upstream',
  'stream match': 'stream-match',
  'mail server': 'mail-server',
  'rtmp server': 'rtmp-server',
  'rtmp-server application': 'rtmp-application',
  'rtmp-application recorder': 'rtmp-recorder',
};

const DATA = new Set(['map', 'geo', 'geoip2', 'types', 'split_clients', 'num_map', 'charset_map']);

/** The context that a block opens; `null` for a block whose inside is not known, and for what is no block. */
export function contextInside(block: string, outer: Context): Context | null {
  return OPENS[`${outer} ${block}`] ?? (DATA.has(block) ? 'data' : null);
}
