// nginx/remote-user-unverified: $remote_user is sent as an identity where nobody has checked it.
import type { Fix } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { isOpen } from '../nginx-shared/guarded';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

/** Anybody may claim to be admin by an Authorization that nobody checks: `admin:x`. */
const CLAIM = 'Basic YWRtaW46eA==';

export const rule = nginxRule({
  id: 'nginx/remote-user-unverified',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'Without auth_basic, $remote_user is whatever the client claims, and it is sent as an identity.',
  *check(context) {
    if (!context.linesNamed('proxy_set_header').some(({ line }) => isIdentity(line))) return;
    for (const location of context.locations) {
      const pass = passOf(location);
      if (pass === null || location.own.has('internal') || !isOpen(location)) continue;
      const lines = group(location, 'proxy_set_header');
      const line = isHidden(lines) ? undefined : lines.find(isIdentity);
      if (line === undefined) continue;
      const shown = showAt(context, location, { headers: [['Authorization', CLAIM]] });
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(pass),
        message: `In ${locationName(location)} nobody checks the password: the client picks the user in ${arg(line, 0)}. Clear the header there.`,
        related: [{ ...nameOf(line), message: 'sends what the client claims' }],
        witness: openOf(shown),
        fixes: clearing(location, line),
      };
    }
  },
});

/** Only where the line is the location's own: an added one would drop all that are inherited. */
function clearing(location: Location, line: Line): readonly Fix[] {
  const value = line.args[1];
  if (value === undefined || location.own.get('proxy_set_header')?.includes(line) !== true) return [];
  return [{ title: `Clear ${arg(line, 0)} here`, safety: 'review', edits: [replaceWord(line, value, '""')] }];
}

function isIdentity(line: Line): boolean {
  return /user|email|identity|principal/i.test(arg(line, 0)) && /^\$\{?remote_user\}?$/.test(arg(line, 1));
}
