// nginx/proxy-hides-challenge: the upstream's WWW-Authenticate is taken out of its 401.
import { flag, group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Location, Scope } from '../../kinds/nginx/config/scopes';
import { removeLine } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';
import { locationsWithin } from '../nginx-shared/inheritors';

const DIRECTIVES = ['proxy_hide_header', 'fastcgi_hide_header', 'uwsgi_hide_header', 'grpc_hide_header'];

export const rule = nginxRule({
  id: 'nginx/proxy-hides-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: "The upstream's WWW-Authenticate is hidden, so its 401 says nothing of what to send.",
  *check(context) {
    for (const directive of DIRECTIVES) {
      for (const { line, scope } of context.linesNamed(directive)) {
        if (arg(line, 0).toLowerCase() !== 'www-authenticate') continue;
        // With a challenge of its own beside it, the block replaces the upstream's on purpose.
        if (headerLine(scope, 'add_header', 'WWW-Authenticate') !== null) continue;
        if (isIntercepted(context, scope)) continue;
        yield {
          at: nameOf(line),
          message:
            "The upstream's 401 reaches the client without its WWW-Authenticate: do not hide it, or add one of your own.",
          fixes: [
            {
              title: 'Let the challenge through',
              safety: 'safe',
              edits: [removeLine(context.configuration, line)],
            },
          ],
        };
      }
    }
  },
});

/** Whether each 401 under a block becomes an error page: nginx copies its challenge, hidden or not (ngx_http_upstream_intercept_errors). */
function isIntercepted(context: NginxContext, scope: Scope): boolean {
  const passing = locationsWithin(context, scope).filter((location) => passOf(location) !== null);
  return passing.length > 0 && passing.every(intercepts);
}

function intercepts(location: Location): boolean {
  const pages = group(location, 'error_page');
  if (flag(location, 'proxy_intercept_errors', false) !== true || isHidden(pages)) return false;
  return pages.some((page) => readErrorPage(page).statuses.includes(401));
}
