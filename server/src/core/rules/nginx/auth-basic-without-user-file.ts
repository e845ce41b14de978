// nginx/auth-basic-without-user-file: auth_basic without a user file asks nobody.
import { innermost } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { inheritorsOf } from '../nginx-shared/inheritors';
import { isLetIn, isUnguarded, openOf, type Shown, showAt } from '../nginx-shared/witness';

/** How many locations are tried for a request that is answered. */
const MAX_TRIES = 30;

export const rule = nginxRule({
  id: 'nginx/auth-basic-without-user-file',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'auth_basic without auth_basic_user_file lets everybody in, and nginx -t says nothing.',
  needs: ['auth_basic'],
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

/** A location that inherits the realm, has no user file either, and answers a bare request. */
function openLocation(context: NginxContext, scope: Scope): Shown | null {
  const locations = inheritorsOf(context, scope, 'auth_basic').filter(isLocation);
  for (const location of locations.slice(0, MAX_TRIES)) {
    // A user file for some methods says that the others are open on purpose.
    if (innermost(location.limitExcept ?? location, 'auth_basic_user_file') !== null) continue;
    const shown = showAt(context, location);
    if (shown !== null && isUnguarded(shown, location)) return shown;
  }
  return null;
}
