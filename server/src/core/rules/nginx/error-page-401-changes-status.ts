// nginx/error-page-401-changes-status: an error_page gives the 401 another status, so nobody asks for a password.

import type { Report } from '../../findings/finding';
import { flag, group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, locationsOf, type Scope } from '../../kinds/nginx/config/scopes';
import { removeWord } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { effectiveCall } from '../nginx-shared/auth-targets';
import { answerOf, type Shown, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/error-page-401-changes-status',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'An error_page turns the 401 into another status, so browsers do not ask and programs see success.',
  needs: ['error_page'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('error_page')) {
      const page = readErrorPage(line);
      if (!page.statuses.includes(401)) continue;
      const external = /^(https?:|\$)/.test(page.target);
      if ((page.overwrite === null && !external) || page.overwrite === 401) continue;
      const found = guardedByPassword(context, scope);
      if (found === null) {
        yield* takenForSuccess(context, scope, line);
        continue;
      }
      const { shown } = found;
      const mark = line.args.find((word) => word.value.startsWith('='));
      yield {
        at: mark === undefined ? nameOf(line) : placeOfWord(line, mark),
        message: `${shown.request.target} answers ${shown.outcome.status} instead of 401: browsers do not ask for the password. Keep the status of the error_page.`,
        witness: answerOf(shown),
        fixes:
          mark === undefined || !page.target.startsWith('/')
            ? []
            : [{ title: 'Keep the status 401', safety: 'safe', edits: [removeWord(line, mark)] }],
      };
    }
  },
});

/** The refusal of an authentication service becomes a page with a status of success, and no redirect to a login. */
function* takenForSuccess(context: NginxContext, scope: Scope, line: Line): Generator<Report> {
  for (const location of candidates(context, scope)) {
    if (asksPassword(location) || effectiveCall(location) === null) continue;
    const pages = group(location, 'error_page');
    if (isHidden(pages) || !pages.includes(line)) continue;
    const shown = showAt(context, location);
    if (shown === null || shown.outcome.status > 299 || !isTurned(shown, line)) continue;
    yield {
      at: nameOf(line),
      certainty: 'hint',
      severity: 'info',
      message: `Shall programs take the login page for success? Without a login ${shown.request.target} answers ${shown.outcome.status}; a named location with "return 302" leads to the login instead.`,
    };
    return;
  }
}

/** Whether it was this error_page that gave the status. */
function isTurned({ decision }: Shown, line: Line): boolean {
  return decision.steps.some(
    ({ at }) => at?.file === line.file && at.span.start === line.node.name.span.start,
  );
}

/** A location under this error_page that asks for a password, and whose 401 really becomes something else. */
function guardedByPassword(context: NginxContext, scope: Scope): { shown: Shown } | null {
  for (const location of candidates(context, scope)) {
    const asks = asksPassword(location);
    if (!asks && !intercepts(location)) continue;
    const shown = showAt(context, location);
    // The refusal of an application that becomes a redirect leads to its login.
    if (!asks && shown?.outcome.kind === 'redirected') continue;
    // The challenge is still there, but no client acts on it with another status.
    if (shown === null || shown.outcome.status === 401 || shown.outcome.challenges === null) continue;
    return { shown };
  }
  return null;
}

function candidates(context: NginxContext, scope: Scope): readonly Location[] {
  if (isLocation(scope)) return [scope, ...locationsOf(scope)];
  const servers = context.servers.filter((server) => server === scope || scope.kind === 'http');
  return servers.flatMap((server) => [...locationsOf(server)]).slice(0, 20);
}

/** Whether a 401 of the upstream becomes the error_page's. */
function intercepts(location: Location): boolean {
  return passOf(location) !== null && flag(location, 'proxy_intercept_errors', false) === true;
}

function asksPassword(location: Location): boolean {
  const realm = innermost(location, 'auth_basic');
  return realm !== null && !isHidden(realm) && arg(realm.line, 0) !== 'off';
}
