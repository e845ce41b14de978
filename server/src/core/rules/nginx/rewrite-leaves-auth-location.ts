// nginx/rewrite-leaves-auth-location: a rewrite goes on in another location before the guard is asked.
import type { Report } from '../../findings/finding';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import { isLocation, type Location, locationName } from '../../kinds/nginx/config/scopes';
import { readReplacement } from '../../kinds/nginx/engine/rewrite';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { escapeLiteral, exampleAmong } from '../../regex';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { isLetIn, openOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/rewrite-leaves-auth-location',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A rewrite moves on to a location without a guard before the guard of its own location is asked.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('rewrite')) {
      if (!isLocation(scope) || readReplacement(line).status !== null || arg(line, 2) === 'break') continue;
      const location = scope;
      const guard = guardLine(location);
      if (guard === null || !isGuarded(location)) continue;
      const found = opened(context, location, line, guard);
      if (found !== null) yield found;
    }
  },
});

function opened(context: NginxContext, location: Location, line: Line, guard: Line): Report | null {
  const path = pathFor(location, line);
  if (path === null) return null;
  const shown = showPath(context, location.server(), path);
  if (shown === null || !isLetIn(shown)) return null;
  return {
    at: nameOf(line),
    message: `${path} is open: this rewrite leaves ${locationName(location)} before its ${guard.name} is asked. Use "break", or guard the target.`,
    related: [{ ...nameOf(guard), message: 'never asked' }],
    witness: openOf(shown),
  };
}

/** A readable path that the location takes and the rewrite matches. */
function pathFor(location: Location, line: Line): string | null {
  const rewrite = userPattern(arg(line, 0), false).regex;
  const { match } = location;
  if (rewrite.kind !== 'regex') return null;
  const own =
    match.kind === 'regex'
      ? match.pattern.regex
      : match.kind === 'prefix' || match.kind === 'exact'
        ? userPattern(`^${escapeLiteral(match.path)}${match.kind === 'exact' ? '$' : ''}`, false).regex
        : null;
  if (own === null || own.kind !== 'regex') return null;
  const found = exampleAmong([own, rewrite], []);
  return found.kind === 'example' ? escapeUri(found.text) : null;
}
