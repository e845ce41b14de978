// nginx/auth-basic-user-file-without-realm: a user file without auth_basic asks nobody.
import { innermost } from '../../kinds/nginx/config/inherit';
import { nameOf } from '../../kinds/nginx/config/lines';
import type { Location } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { locationsWithin } from '../nginx-shared/inheritors';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

/** How many locations are tried for a request that is let in. */
const MAX_TRIES = 30;

export const rule = nginxRule({
  id: 'nginx/auth-basic-user-file-without-realm',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'auth_basic_user_file without auth_basic lets everybody in.',
  *check(context) {
    if (!context.complete) return;
    for (const { line, scope } of context.linesNamed('auth_basic_user_file')) {
      if (innermost(scope, 'auth_basic') !== null) continue;
      const inside = locationsWithin(context, scope);
      // With a realm in some of its locations, the file is meant for these.
      if (inside.some(mayHaveRealm)) continue;
      const shown = inside
        .slice(0, MAX_TRIES)
        .map((location) => showAt(context, location))
        .find((found) => found !== null && isLetIn(found));
      if (shown === null || shown === undefined) continue;
      yield {
        at: nameOf(line),
        message: `${shown.request.target} is open: a user file asks nobody without auth_basic. Add auth_basic "Restricted";`,
        witness: openOf(shown),
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

/** A realm for this location, or for some of its methods. */
function mayHaveRealm(location: Location): boolean {
  return innermost(location.limitExcept ?? location, 'auth_basic') !== null;
}
