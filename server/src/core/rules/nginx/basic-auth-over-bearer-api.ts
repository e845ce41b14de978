// nginx/basic-auth-over-bearer-api: a password is asked in front of an application that wants a Bearer token in the same header.
import type { Report } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';
import { wantsBearer } from '../nginx-shared/upstream-scheme';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/basic-auth-over-bearer-api',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A request has one Authorization header: it cannot carry both the password for nginx and the token for the API.',
  needs: ['auth_basic'],
  *check(context) {
    const reported = new Set<Line>();
    for (const location of context.locations) {
      const pass = passOf(location);
      const realm = pass === null ? null : innermost(location, 'auth_basic');
      if (
        pass === null ||
        realm === null ||
        isHidden(realm) ||
        arg(realm.line, 0) === 'off' ||
        reported.has(realm.line)
      )
        continue;
      if (innermost(location, 'auth_basic_user_file') === null || replacesCredentials(location)) continue;
      const found = wantsBearer(context, pass)
        ? clash(context, location, pass, realm.line)
        : question(context, location, realm.line);
      if (found === null) continue;
      reported.add(realm.line);
      yield found;
    }
  },
});

/** An Authorization of nginx's own takes the place of the client's. */
function replacesCredentials(location: Location): boolean {
  const line = headerLine(location, 'proxy_set_header', 'Authorization');
  return line !== null && arg(line, 1) !== '$http_authorization';
}

/** An API by its path, to which Authorization is passed on in so many words. */
function question({ settings }: NginxContext, location: Location, realm: Line): Report | null {
  const { match } = location;
  const line = headerLine(location, 'proxy_set_header', 'Authorization');
  if (line === null || (match.kind !== 'prefix' && match.kind !== 'exact')) return null;
  if (!/^\/(api|graphql|v\d+)(\/|$)/.test(match.path) || settings.isPublic(match.path)) return null;
  return {
    at: nameOf(realm),
    certainty: 'hint',
    message: `Does the API behind ${locationName(location)} want a Bearer token? Authorization already carries this password.`,
    related: [{ ...nameOf(line), message: 'passes Authorization on to the API' }],
  };
}

function clash(context: NginxContext, location: Location, pass: Line, realm: Line): Report | null {
  const shown = showAt(context, location, { headers: [['Authorization', 'Bearer token']] });
  if (shown?.outcome.status !== 401) return null;
  const edit = insertInto(context.configuration, location, ['auth_basic off;']);
  return {
    at: nameOf(realm),
    message: `${locationName(location)} leads to an API that wants a Bearer token, but Authorization is taken up by this password: every token gets 401.`,
    related: [{ ...nameOf(pass), message: 'wants a Bearer token' }],
    witness: answerOf(shown),
    fixes:
      edit === null || location.own.has('auth_basic')
        ? []
        : [{ title: 'Let the API do without the password', safety: 'review', edits: [edit] }],
  };
}
