// nginx/websocket-behind-basic: browsers open WebSockets and event streams without headers of the page's choice.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';

const ASKING = new Set(['auth_basic', 'auth_jwt', 'auth_digest']);

export const rule = nginxRule({
  id: 'nginx/websocket-behind-basic',
  kind: 'over-protected',
  certainty: 'hint',
  severity: 'info',
  summary:
    'A WebSocket or event stream is behind a password or token, but pages cannot set headers when they open one.',
  needs: ['proxy_set_header'],
  *check(context) {
    const seen = new Set<Location>();
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      if (
        !isLocation(scope) ||
        arg(line, 0).toLowerCase() !== 'upgrade' ||
        !arg(line, 1).includes('$http_upgrade')
      )
        continue;
      const location = scope;
      // A location for all of a site carries its WebSocket along; one of its own is meant for it.
      if (
        seen.has(location) ||
        (location.match.kind === 'prefix' && location.match.path === '/') ||
        !isGuarded(location)
      )
        continue;
      seen.add(location);
      const guard = guardLine(location);
      if (guard === null || !ASKING.has(guard.name)) continue;
      yield {
        at: nameOf(guard),
        message: `Do browsers open ${locationName(location)}? new WebSocket() sends no Authorization of its own: use a cookie or a ticket in the URL.`,
        related: [{ ...nameOf(line), message: 'makes it a WebSocket' }],
      };
    }
  },
});
