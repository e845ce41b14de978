// nginx/unreachable-auth-location: an earlier regex takes every path of a guarded one.
import { nameOf } from '../../kinds/nginx/config/lines';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { selects, targetsFor } from '../../kinds/nginx/samples';
import { covers } from '../../regex';
import { GUARDS, nginxRule } from '../nginx-rule';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { isLetIn, openOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/unreachable-auth-location',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'An earlier regex location matches all that a guarded one does, so the guard is never asked.',
  needs: GUARDS,
  *check(context) {
    for (const server of context.servers) {
      const regexes = server.locations.filter(({ match }) => match.kind === 'regex');
      for (const [i, location] of regexes.entries()) {
        if (!isGuarded(location)) continue;
        const first = regexes.slice(0, i).find((other) => isOpen(other) && takesAll(other, location));
        const guard = shutLine(location);
        if (first === undefined || guard === null) continue;
        const path = targetsFor(location).find((target) => selects(first, target));
        const shown = path === undefined ? null : showPath(context, server, path);
        if (shown === null || !isLetIn(shown)) continue;
        yield {
          at: nameOf(guard),
          message: `${shown.request.target} is open: the location ${locationName(first)} stands before ${locationName(location)} and takes all its paths. Move it up.`,
          related: [{ ...nameOf(first.line), message: 'is the first regex that matches' }],
          witness: openOf(shown),
          unnecessary: true,
        };
      }
    }
  },
});

function takesAll(first: Location, second: Location): boolean {
  if (first.match.kind !== 'regex' || second.match.kind !== 'regex') return false;
  const [a, b] = [first.match.pattern.regex, second.match.pattern.regex];
  return a.kind === 'regex' && b.kind === 'regex' && covers(a, b) === 'yes';
}
