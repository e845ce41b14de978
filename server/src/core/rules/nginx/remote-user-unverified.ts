// nginx/remote-user-unverified: $remote_user is sent as an identity where nobody has checked it.

import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { inTable } from '../../text/table';
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
    if (!DIRECTIVES.some((name) => context.linesNamed(name).some(({ line }) => isIdentity(line)))) return;
    for (const location of context.locations) {
      const pass = passOf(location);
      if (pass === null || location.own.has('internal') || !isOpen(location)) continue;
      const lines = group(location, inTable(SENDING, pass.name) ?? 'proxy_set_header');
      const line = isHidden(lines) ? undefined : lines.find(isIdentity);
      if (line === undefined) continue;
      const shown = showAt(context, location, { headers: [['Authorization', CLAIM]] });
      if (shown === null || !isLetIn(shown)) continue;
      const isOwn = isOwnLine(location, line);
      yield {
        at: nameOf(isOwn ? line : pass),
        message: `In ${locationName(location)} nobody checks the password: the client picks the user in ${arg(line, 0)}. Clear ${line.name === 'proxy_set_header' ? 'the header' : 'it'} there.`,
        related: isOwn ? [] : [{ ...nameOf(line), message: 'sends what the client claims' }],
        witness: openOf(shown),
      };
    }
  },
});

/** What each kind of *_pass sends along. */
const SENDING: Readonly<Record<string, string>> = {
  proxy_pass: 'proxy_set_header',
  grpc_pass: 'grpc_set_header',
  fastcgi_pass: 'fastcgi_param',
  uwsgi_pass: 'uwsgi_param',
  scgi_pass: 'scgi_param',
};
const DIRECTIVES = Object.values(SENDING);

/** What comes by an include is right in other locations, perhaps: it is this one that is wrong. */
function isOwnLine(location: Location, line: Line): boolean {
  return line.file === location.line.file && location.own.get(line.name)?.includes(line) === true;
}

/** Packaged lists of parameters name everything that there is; what is written out is meant. */
function isIdentity(line: Line): boolean {
  if (/_params$|(^|\/)fastcgi\.conf$/.test(line.file)) return false;
  return /user|email|identity|principal/i.test(arg(line, 0)) && /^\$\{?remote_user\}?$/.test(arg(line, 1));
}
