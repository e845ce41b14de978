// nginx/prefix-location-overmatch: a prefix without a slash takes more than the folder that it is meant for.
import { nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { answerOf, isRefused, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/prefix-location-overmatch',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'A guarded prefix without a slash at its end also takes longer names, such as /admin the page /administration.',
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
        message: `${shown.request.target} asks for the password as well: the prefix has no slash at its end. Use "location ${match.path}/".`,
        witness: answerOf(shown),
      };
    }
  },
});
