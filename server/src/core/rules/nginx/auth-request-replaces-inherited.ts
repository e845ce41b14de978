// nginx/auth-request-replaces-inherited: a second auth_request takes the place of the first, it does not add to it.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import type { Server } from '../../kinds/nginx/config/scopes';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { serversOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-request-replaces-inherited',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary: 'An auth_request of a location replaces the one of the server: only the inner one is asked.',
  needs: ['auth_request'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_request')) {
      // What does not begin with a slash is a misspelt "off", and no second check.
      if (scope.parent === null || !arg(line, 0).startsWith('/')) continue;
      const outer = innermost(scope.parent, 'auth_request');
      if (outer === null || isHidden(outer)) continue;
      const before = arg(outer.line, 0);
      if (before === 'off' || before === arg(line, 0)) continue;
      const isOne = (server: Server) => isSameService(context, server, before, arg(line, 0));
      if (serversOf(context, scope).some(isOne)) continue;
      yield {
        at: nameOf(line),
        message: `Only ${arg(line, 0)} is asked here, ${before} is not: an inner auth_request replaces the outer one.`,
        related: [{ ...nameOf(outer.line), message: 'replaced by the inner one' }],
      };
    }
  },
});

/** Whether one service answers for both paths; what it looks at for either is not in the files. */
function isSameService(context: NginxContext, server: Server, first: string, second: string): boolean {
  const service = serviceOf(context, server, first);
  return service !== null && service === serviceOf(context, server, second);
}

/** Where sub-requests for a path are passed on to; `null` where that, too, is a server of these files. */
function serviceOf({ configuration }: NginxContext, server: Server, uri: string): string | null {
  const found = findLocation(server, uri);
  const pass = 'kind' in found || found.location === null ? null : passOf(found.location);
  const target = pass === null ? null : parseUpstream(arg(pass, 0));
  return target === null || upstreamServer(configuration, target) !== null ? null : target.authority;
}
