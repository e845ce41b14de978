// nginx/prefix-location-overmatch: a prefix without a slash takes more than the folder that it is meant for.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { GUARDS, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { answerOf, isRefused, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/prefix-location-overmatch',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'A guarded prefix without a slash at its end also takes longer names, such as /admin the page /administration.',
  needs: GUARDS,
  *check(context) {
    for (const location of context.locations) {
      const { match } = location;
      if (match.kind !== 'prefix' || !/^\/[a-z0-9_-]+$/i.test(match.path) || !isGuarded(location)) continue;
      const guard = guardLine(location);
      // Only where the rest of the site is open does it matter which names are taken.
      const around = findLocation(location.server(), `${match.path.slice(0, -1)}`);
      const other = 'kind' in around ? null : around.location;
      if (
        guard === null ||
        !location.own.has(guard.name) ||
        other === null ||
        other === location ||
        !isOpen(other)
      )
        continue;
      const shown = showPath(context, location.server(), `${match.path}-guide`);
      if (shown === null || !isRefused(shown)) continue;
      yield {
        at: nameOf(location.line),
        ...(sameUpstream(location, other) ? {} : { certainty: 'hint' as const }),
        message: sameUpstream(location, other)
          ? `${shown.request.target} asks for the password as well: the prefix has no slash at its end. Use "location ${match.path}/".`
          : `Are longer names such as ${shown.request.target} meant, too? The prefix has no slash at its end.`,
        witness: answerOf(shown),
      };
    }
  },
});

/** The sign that longer names lead somewhere: the application behind both is the same. */
function sameUpstream(a: Location, b: Location): boolean {
  const [first, second] = [passOf(a), passOf(b)];
  return first !== null && second !== null && arg(first, 0) === arg(second, 0);
}
