// nginx/error-page-target-protected: the page for a refusal is behind the guard that refuses.
import type { Report } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import {
  isLocation,
  type Location,
  locationName,
  locationsOf,
  type Scope,
  type Server,
} from '../../kinds/nginx/config/scopes';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { serversOf } from '../nginx-shared/auth-targets';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { answerOf, type Shown, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/error-page-target-protected',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The page that error_page shows for a 401 asks for the password itself, so nobody ever sees it.',
  needs: ['error_page'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('error_page')) {
      const page = readErrorPage(line);
      if (!page.target.startsWith('/') || !page.statuses.includes(401) || page.target.includes('$')) continue;
      const [server, ...others] = serversOf(context, scope);
      if (server === undefined || others.length > 0) continue;
      const found = hidden(context, server, scope, line, page.target);
      if (found !== null) yield found;
    }
  },
});

function hidden(
  context: NginxContext,
  server: Server,
  scope: Scope,
  line: Line,
  target: string,
): Report | null {
  const found = findLocation(server, target.split('?')[0] ?? target);
  const location = 'kind' in found ? null : found.location;
  const guard = location === null ? null : guardLine(location);
  const word = line.args.at(-1);
  if (location === null || guard === null || word === undefined || !isGuarded(location)) return null;
  const shown = refusedTwice(context, isLocation(scope) ? [scope] : inheriting(server, line));
  if (shown === null) return null;
  return {
    at: placeOfWord(line, word),
    message: `Nobody sees ${target}: ${locationName(location)} asks for the password, too. Give it a location with "internal; ${guard.name} off;".`,
    witness: answerOf(shown),
  };
}

/** How many locations are asked for a page that is refused as well. */
const MAX_ASKED = 6;

/** Guarded locations of a server that show this page. */
function inheriting(server: Server, line: Line): readonly Location[] {
  return [...locationsOf(server)].filter((location) => {
    if (location.own.has('internal') || !isGuarded(location)) return false;
    const pages = group(location, 'error_page');
    return !isHidden(pages) && pages.includes(line);
  });
}

/** Two lines of WWW-Authenticate show that the page was refused as well. */
function refusedTwice(context: NginxContext, locations: readonly Location[]): Shown | null {
  for (const location of locations.slice(0, MAX_ASKED)) {
    const shown = showAt(context, location);
    if (shown?.outcome.status === 401 && (shown.outcome.challenges?.length ?? 0) > 1) return shown;
  }
  return null;
}
