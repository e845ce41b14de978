// nginx/login-route-protected: the page where one logs in asks for a login.
import type { Report, Witness } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type AuthCall, callsIn, effectiveCall } from '../nginx-shared/auth-targets';
import { guardLine } from '../nginx-shared/guarded';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/login-route-protected',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'The login that refused requests are sent to is behind the same guard, so they go round in circles.',
  needs: ['error_page', 'auth_request'],
  *check(context) {
    for (const server of context.servers) {
      const pages = group(server, 'error_page');
      const own = server.locations.flatMap((location) => location.own.get('error_page') ?? []);
      const seen = new Set<Location>();
      for (const page of [...(isHidden(pages) ? [] : pages), ...own]) {
        if (!readErrorPage(page).statuses.includes(401)) continue;
        const login = loginLocation(server, page);
        if (login === null || seen.has(login)) continue;
        seen.add(login);
        const found = report(context, login, page);
        if (found !== null) yield found;
      }
      for (const call of callsIn(context, server)) {
        const service = serviceLocation(server, call);
        if (service === null || seen.has(service)) continue;
        seen.add(service);
        const found = report(context, service, call.line);
        if (found !== null) yield found;
      }
    }
  },
});

/** The prefix that all of the authentication service is reached by, its login among the rest, behind its own guard. */
function serviceLocation(server: Server, { line, uri, target }: AuthCall): Location | null {
  for (const location of server.locations) {
    const { match } = location;
    if (match.kind !== 'prefix' || match.path.length < 3 || !match.path.endsWith('/')) continue;
    const pass = passOf(location);
    if (pass === null || !uri.startsWith(match.path) || uri === match.path) continue;
    if (target === null || upstreamKey(target) !== upstreamKey(location)) continue;
    if (effectiveCall(location) === line && (parseUpstream(arg(pass, 0))?.path ?? '') === '') return location;
  }
  return null;
}

/** The location that a 401 leads to: by the error_page itself, or by the redirect of its named location. */
function loginLocation(server: Server, page: Line): Location | null {
  const { target } = readErrorPage(page);
  const path = target.startsWith('@') ? redirectOf(server, target) : target;
  const local = path === null ? null : localPath(server, path);
  if (local === null) return null;
  const found = findLocation(server, local);
  return 'kind' in found ? null : found.location;
}

function redirectOf(server: Server, name: string): string | null {
  const named = server.locations.find(({ match }) => match.kind === 'named' && match.name === name);
  const line = named?.own.get('return')?.[0];
  return line === undefined ? null : readReturn(line).text;
}

/** A path of this very server; `null` for another host. */
function localPath(server: Server, target: string): string | null {
  const match = /^(?:(?:https?|\$scheme):\/\/([^/?]+))?(\/[^?$]*)/.exec(target);
  if (match === null) return null;
  const host = match[1];
  const own =
    host === undefined ||
    /^\$(host|http_host|server_name)$/.test(host) ||
    server.names.some((name) => name.word.value === host);
  return own ? (match[2] ?? null) : null;
}

function report(context: NginxContext, login: Location, page: Line): Report | null {
  const call = effectiveCall(login);
  const guard = call ?? guardLine(login);
  // A page of its own that the error_page shows is another rule's; this one is for logins that are asked anew.
  if (
    guard === null ||
    login.own.has('internal') ||
    (call === null && !readErrorPage(page).target.startsWith('@'))
  )
    return null;
  const edit = insertInto(context.configuration, login, [`${guard.name} off;`]);
  return {
    at: nameOf(passOf(login) ?? login.line),
    message: `Whoever is sent to ${locationName(login)} to log in is refused there, too: exempt it with "${guard.name} off;".`,
    related: [
      {
        ...nameOf(page),
        message:
          page.name === 'auth_request'
            ? 'asks the service behind this location'
            : 'sends refused requests here',
      },
      { ...nameOf(guard), message: 'guards the login as well' },
    ],
    witness: turnedAway(context, login),
    fixes:
      edit === null || login.own.has(guard.name)
        ? []
        : [{ title: `Add "${guard.name} off;"`, safety: 'review', edits: [edit] }],
  };
}

/** A request to the login that does not get there, where the answer of whoever guards it is in the files. */
function turnedAway(context: NginxContext, login: Location): Witness | null {
  const shown = showAt(context, login);
  if (shown === null || shown.decision.upstream !== null || login.own.has('return')) return null;
  const { status } = shown.outcome;
  return status === 401 || (status > 300 && status < 309) ? answerOf(shown) : null;
}
