// nginx/auth-basic-without-user-file: auth_basic without a user file asks nobody.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationsOf, type Scope } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isLetIn, isRefused, openOf, type Shown, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-basic-without-user-file',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'auth_basic without auth_basic_user_file lets everybody in, and nginx -t says nothing.',
  *check(context) {
    if (!context.complete) return;
    for (const { line, scope } of context.linesNamed('auth_basic')) {
      if (arg(line, 0) === 'off' || innermost(scope, 'auth_basic_user_file') !== null) continue;
      const found = openLocation(context, scope);
      if (found === null) continue;
      yield {
        at: nameOf(line),
        message: `${found.request.target} is open: auth_basic asks nobody without an auth_basic_user_file. Name the file of the passwords.`,
        witness: isLetIn(found) ? openOf(found) : null,
      };
    }
  },
});

/** A location that inherits the realm, has no user file either, and does not refuse a bare request. */
function openLocation(context: NginxContext, scope: Scope): Shown | null {
  for (const location of below(context, scope)) {
    const realm = innermost(location, 'auth_basic');
    if (realm === null || isHidden(realm) || realm.scope !== scope) continue;
    if (innermost(location, 'auth_basic_user_file') !== null) continue;
    const shown = showAt(context, location);
    if (shown !== null && !isRefused(shown)) return shown;
  }
  return null;
}

function below(context: NginxContext, scope: Scope): readonly Location[] {
  if (isLocation(scope)) return [scope, ...locationsOf(scope)];
  const servers = context.servers.filter((server) => server === scope || scope.kind === 'http');
  return servers.flatMap((server) => [...locationsOf(server)]).slice(0, 30);
}
