// nginx/basic-credentials-forwarded-upstream: the password for nginx goes on to an application that has logins of its own.

import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { insertAfter } from '../../kinds/nginx/edits';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';
import { wantsBearer } from '../nginx-shared/upstream-scheme';
import { showAt } from '../nginx-shared/witness';

/** Applications that take an Authorization header for a login of their own. */
const KNOWN =
  /grafana|sonarr|radarr|lidarr|portainer|jenkins|kibana|home-?assistant|hass|openhab|jupyter|airflow|nextcloud|gitea|gitlab|registry|sonarqube|nexus|keycloak/i;

/** `alice:wonderland`, taken as valid where no readable user file says otherwise. */
const ANYBODY = 'Basic YWxpY2U6d29uZGVybGFuZA==';

export const rule = nginxRule({
  id: 'nginx/basic-credentials-forwarded-upstream',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'nginx passes the password that it has checked on; an application with its own logins refuses it.',
  needs: ['auth_basic'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      if (!isLocation(scope)) continue;
      const realm = innermost(scope, 'auth_basic');
      if (realm === null || isHidden(realm) || arg(realm.line, 0) === 'off') continue;
      if (innermost(scope, 'auth_basic_user_file') === null || passOf(scope) !== line) continue;
      if (headerLine(scope, 'proxy_set_header', 'Authorization') !== null) continue;
      const off = innermost(scope, 'proxy_pass_request_headers');
      if (off !== null) continue;
      // One that wants a token is another rule's.
      if (wantsBearer(context, line)) continue;
      const evidence = evidenceOf(context, scope, line);
      if (evidence === 'none') continue;
      yield {
        at: nameOf(line),
        ...(evidence === 'strong' ? { severity: 'warning' as const } : {}),
        message: `Does ${arg(line, 0)} have logins of its own? It gets the password for nginx; proxy_set_header Authorization ""; keeps it here.`,
        related: [{ ...nameOf(realm.line), message: 'asks for the password that is passed on' }],
        fixes: scope.own.has('proxy_set_header')
          ? [
              {
                title: 'Keep the password from the upstream',
                safety: 'review',
                edits: [insertAfter(context.configuration, line, ['proxy_set_header Authorization "";'])],
              },
            ]
          : [],
      };
    }
  },
});

/** What shows that the upstream logs users in by itself. */
function evidenceOf(context: NginxContext, location: Location, pass: Line): 'strong' | 'some' | 'none' {
  const identity = group(location, 'proxy_set_header');
  const sends = !isHidden(identity) && identity.some((line) => arg(line, 1).includes('$remote_user'));
  if (sends) return 'strong';
  const target = parseUpstream(arg(pass, 0));
  const isModelled = target !== null && upstreamServer(context.configuration, target) !== null;
  const refused = !isModelled ? null : showAt(context, location, { headers: [['Authorization', ANYBODY]] });
  if (refused?.outcome.status === 401 && refused.decision.upstream?.authorization === ANYBODY)
    return 'strong';
  return KNOWN.test(arg(pass, 0)) ? 'some' : 'none';
}
