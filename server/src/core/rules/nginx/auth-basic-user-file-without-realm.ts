// nginx/auth-basic-user-file-without-realm: a user file without auth_basic asks nobody.
import { innermost } from '../../kinds/nginx/config/inherit';
import { nameOf } from '../../kinds/nginx/config/lines';
import type { Location } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { locationsWithin } from '../nginx-shared/inheritors';
import { isLetIn, isUnguarded, openOf, type Shown, showAt } from '../nginx-shared/witness';

/** How many locations are tried for a request that is let in. */
const MAX_TRIES = 30;

export const rule = nginxRule({
  id: 'nginx/auth-basic-user-file-without-realm',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'auth_basic_user_file without auth_basic lets everybody in.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    if (!context.complete) return;
    for (const { line, scope } of context.linesNamed('auth_basic_user_file')) {
      if (innermost(scope, 'auth_basic') !== null) continue;
      const inside = locationsWithin(context, scope);
      // With a realm in some of its locations, the file is meant for these.
      if (inside.some(mayHaveRealm)) continue;
      const shown = unguarded(context, inside);
      if (shown === null) continue;
      yield {
        at: nameOf(line),
        message: `${shown.request.target} is open: a user file asks nobody without auth_basic. Add auth_basic "Restricted";`,
        witness: isLetIn(shown) ? openOf(shown) : null,
        fixes: [
          {
            title: 'Add auth_basic "Restricted"',
            safety: 'review',
            edits: [insertBefore(context.configuration, line, ['auth_basic "Restricted";'])],
          },
        ],
      };
    }
  },
});

function unguarded(context: NginxContext, locations: readonly Location[]): Shown | null {
  for (const location of locations.slice(0, MAX_TRIES)) {
    const shown = showAt(context, location);
    if (shown !== null && isUnguarded(shown, location)) return shown;
  }
  return null;
}

/** A realm for this location, or for some of its methods. */
function mayHaveRealm(location: Location): boolean {
  return innermost(location.limitExcept ?? location, 'auth_basic') !== null;
}
