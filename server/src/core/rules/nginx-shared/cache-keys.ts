// What a cache goes by: whether requests with other credentials get other answers.
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { dependsOn } from '../../kinds/nginx/engine/tables';
import type { NginxContext } from '../nginx-rule';

function isCredential(name: string): boolean {
  return (
    name === 'http_authorization' ||
    name === 'http_cookie' ||
    name === 'remote_user' ||
    name.startsWith('cookie_')
  );
}

/** Whether the effective cache key holds credentials; what is not known counts as if it did. */
export function cacheKeyHoldsCredentials(context: NginxContext, scope: Scope): boolean {
  const key = innermost(scope, 'proxy_cache_key');
  if (key === null) return false;
  return isHidden(key) || dependsOn(arg(key.line, 0), isCredential, context.configuration.tables);
}

/** Whether requests with credentials are kept out of the cache, or bypass it. */
export function skipsCredentials(context: NginxContext, scope: Scope): boolean {
  return ['proxy_no_cache', 'proxy_cache_bypass'].some((name) => {
    const lines = group(scope, name);
    if (isHidden(lines)) return true;
    return lines.some((line) =>
      line.args.some((word) => dependsOn(word.value, isCredential, context.configuration.tables)),
    );
  });
}
