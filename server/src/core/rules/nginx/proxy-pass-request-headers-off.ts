// nginx/proxy-pass-request-headers-off: no header of the client reaches the upstream, its credentials neither.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, locationsOf } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { showAt, upstreamOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/proxy-pass-request-headers-off',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary: 'proxy_pass_request_headers off keeps Authorization and Cookie from the upstream.',
  needs: ['proxy_pass_request_headers'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass_request_headers')) {
      if (arg(line, 0) !== 'off') continue;
      const inside: readonly Location[] = isLocation(scope)
        ? [scope, ...locationsOf(scope)]
        : [...locationsOf(scope)];
      const location = inside.find(
        (at) => passOf(at)?.name === 'proxy_pass' && isOpen(at) && !isAuthTarget(context, at),
      );
      if (location === undefined || headerLine(location, 'proxy_set_header', 'Authorization') !== null)
        continue;
      const shown = showAt(context, location, { headers: [['Authorization', 'Bearer token']] });
      if (
        shown === null ||
        shown.decision.upstream === null ||
        shown.decision.upstream.authorization !== null
      )
        continue;
      yield {
        at: nameOf(line),
        message:
          'No header of the client reaches the upstream, Authorization and Cookie neither: take this line out, or set them.',
        witness: upstreamOf(shown),
      };
    }
  },
});
