// nginx/basic-credentials-forwarded-upstream: the password for nginx goes on to an application that has logins of its own.

import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { insertAfter } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';

/** Applications that take an Authorization header for a login of their own. */
const KNOWN =
  /grafana|sonarr|radarr|lidarr|portainer|jenkins|kibana|home-?assistant|hass|openhab|jupyter|airflow|nextcloud|gitea|gitlab|registry|sonarqube|nexus|keycloak/i;

export const rule = nginxRule({
  id: 'nginx/basic-credentials-forwarded-upstream',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'nginx passes the password that it has checked on; an application with its own logins refuses it.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      if (scope.kind !== 'location' || !KNOWN.test(arg(line, 0))) continue;
      const realm = innermost(scope, 'auth_basic');
      if (realm === null || isHidden(realm) || arg(realm.line, 0) === 'off') continue;
      if (innermost(scope, 'auth_basic_user_file') === null || passOf(scope) !== line) continue;
      if (headerLine(scope, 'proxy_set_header', 'Authorization') !== null) continue;
      const off = innermost(scope, 'proxy_pass_request_headers');
      if (off !== null) continue;
      yield {
        at: nameOf(line),
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
