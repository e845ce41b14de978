// nginx/exact-location-auth-bypass: only the exact path is guarded, what lies below it is served by another location.
import type { Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { isLetIn, isRefused, openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/exact-location-auth-bypass',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A guard on "location = /x" does not cover /x/ and what is below, which another location serves.',
  needs: GUARDS,
  *check(context) {
    for (const location of context.locations) {
      if (location.match.kind !== 'exact' || location.own.has('internal') || !isGuarded(location)) continue;
      // One file by its name is meant as it stands.
      // One that was meant as a pattern is another rule's.
      if (/\.[A-Za-z0-9]+$|[()*+?|\\^$]/.test(location.match.path) || location.match.path === '/') continue;
      const found = bypass(context, location, location.match.path);
      if (found !== null) yield found;
    }
  },
});

function bypass(context: NginxContext, location: Location, path: string): Report | null {
  const guard = guardLine(location);
  const below = path.endsWith('/') ? `${path}index.html` : `${path}/`;
  const found = findLocation(location.server(), below);
  const other = 'kind' in found ? null : found.location;
  if (guard === null || other === null || other === location || !isOpen(other) || !samePlace(location, other))
    return null;
  const shown = showPath(context, location.server(), escapeUri(below));
  const exact = showAt(context, location);
  if (shown === null || !isLetIn(shown) || exact === null || !isRefused(exact)) return null;
  return {
    at: nameOf(guard),
    message: `${below} is open: the guard is for exactly ${path}. Use "location ^~ ${path}".`,
    related: [{ ...nameOf(other.line), message: 'answers it, and asks for nothing' }],
    witness: openOf(shown),
  };
}

/** Whether two locations serve the same thing: the same upstream, or files alike. */
function samePlace(a: Location, b: Location): boolean {
  const [first, second] = [passOf(a), passOf(b)];
  if (first === null || second === null)
    return first === second && !a.own.has('return') && !b.own.has('return');
  return first.name === second.name && arg(first, 0) === arg(second, 0);
}
