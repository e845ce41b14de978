// nginx/proxy-cache-ignores-authorization: answers to authorised requests may be cached and served to others.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { cacheKeyHoldsCredentials, skipsCredentials } from '../nginx-shared/cache-keys';
import { isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/proxy-cache-ignores-authorization',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: "nginx's cache does not look at Authorization: what one user gets may be served to another.",
  needs: ['proxy_cache'],
  *check(context) {
    // Only where the configuration itself shows that the upstream gets the client's credentials on purpose.
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      const cache = innermost(scope, 'proxy_cache');
      if (cache === null || isHidden(cache) || arg(cache.line, 0) === 'off' || !isOpen(scope)) continue;
      if (isAuthTarget(context, scope) || passOf(scope) !== line) continue;
      const sent = headerLine(scope, 'proxy_set_header', 'Authorization');
      const isSent = sent !== null && /\$(http_authorization|cookie_|http_cookie)/.test(arg(sent, 1));
      if (!isSent && !(sent === null && asksItself(context, scope))) continue;
      if (cacheKeyHoldsCredentials(context, scope) || skipsCredentials(context, scope)) continue;
      yield {
        at: nameOf(cache.line),
        message:
          'May what one user gets be served to others? This cache does not look at Authorization; add proxy_no_cache $http_authorization.',
        related: [{ ...nameOf(isSent ? sent : line), message: 'the upstream gets credentials' }],
      };
    }
  },
});

/**
 * Whether the upstream is a server of the same configuration that refuses a request without credentials: nothing in the
 * location itself does.
 */
function asksItself(context: NginxContext, scope: Scope): boolean {
  const shown = isLocation(scope) ? showAt(context, scope) : null;
  return shown?.outcome.status === 401 && shown.decision.upstream !== null;
}
