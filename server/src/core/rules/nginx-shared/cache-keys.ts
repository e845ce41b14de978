// What a cache goes by: whether requests with other credentials get other answers.
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { dependsOn } from '../../kinds/nginx/engine/tables';
import type { NginxContext } from '../nginx-rule';

/** Variables that say what is asked for and not who asks. */
const OF_THE_PAGE = new Set([
  'scheme',
  'https',
  'host',
  'http_host',
  'http_x_forwarded_host',
  'http_x_forwarded_proto',
  'proxy_host',
  'proxy_port',
  'server_name',
  'server_port',
  'request',
  'request_method',
  'request_uri',
  'uri',
  'document_uri',
  'args',
  'is_args',
  'query_string',
  'http_accept',
  'http_accept_encoding',
  'http_accept_language',
]);

function isCredential(name: string): boolean {
  return (
    name === 'http_authorization' ||
    name === 'http_cookie' ||
    name === 'remote_user' ||
    name.startsWith('cookie_')
  );
}

/**
 * Whether the effective cache key may tell clients apart: by any variable that does not only say what is asked for.
 * What is not known counts as if it did.
 */
export function cacheKeyHoldsCredentials(context: NginxContext, scope: Scope): boolean {
  const key = innermost(scope, 'proxy_cache_key');
  if (key === null) return false;
  const { tables } = context.configuration;
  return (
    isHidden(key) ||
    dependsOn(arg(key.line, 0), (name) => !tables.has(name) && !OF_THE_PAGE.has(name), tables)
  );
}

/** Whether requests with credentials are kept out of the cache, or bypass it. */
export function skipsCredentials(context: NginxContext, scope: Scope): boolean {
  return storesNoCredentials(context, scope) || goesByCredentials(context, scope, 'proxy_cache_bypass');
}

/** Whether answers to requests with credentials are not kept. A bypass alone still keeps them. */
export function storesNoCredentials(context: NginxContext, scope: Scope): boolean {
  return goesByCredentials(context, scope, 'proxy_no_cache');
}

function goesByCredentials(context: NginxContext, scope: Scope, name: string): boolean {
  const lines = group(scope, name);
  if (isHidden(lines)) return true;
  const { tables } = context.configuration;
  // What a variable is `set` to may hang on an `if` that looks for credentials.
  const isSet = (variable: string) =>
    context.linesNamed('set').some(({ line }) => arg(line, 0) === `$${variable}`);
  return lines.some((line) =>
    line.args.some((word) => dependsOn(word.value, (one) => isCredential(one) || isSet(one), tables)),
  );
}
