// Answers out of a cache: nginx's cache does not look at credentials unless its key does, so what a request gets
// depends on who asked before (ngx_http_file_cache, ngx_http_proxy_module's default key).
import { group, innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import type { Exchange } from './exchange';
import { dependsOn } from './tables';
import { type Unknown, unknown } from './unknown';

/** Unknown where a cache may answer with what somebody else was answered; `null` where it cannot. */
export function maybeCached(x: Exchange): Unknown | null {
  const cache = innermost(x.scope, 'proxy_cache');
  if (cache === null || isHidden(cache) || arg(cache.line, 0) === 'off') return null;
  const valid = group(x.scope, 'proxy_cache_valid');
  if (isHidden(valid) || valid.length === 0) return null;
  return keyHoldsCredentials(x)
    ? null
    : unknown('whether the cache answers with what somebody else got', placeOf(cache.line));
}

/** Whether requests with other credentials have another cache key. */
function keyHoldsCredentials(x: Exchange): boolean {
  const key = innermost(x.scope, 'proxy_cache_key');
  if (key === null || isHidden(key)) return false;
  return dependsOn(
    arg(key.line, 0),
    (name) => name === 'http_authorization',
    x.connection.site.configuration.tables,
  );
}
