// Locations that are shown in the place of a refusal.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import type { Line } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, locationsOf, outward, type Scope } from '../../kinds/nginx/config/scopes';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import type { NginxContext } from '../nginx-rule';

/** Whether a block is the page of a 401: its answer keeps the challenge that the 401 was made with, if there was one. */
export function isPageOf401(context: NginxContext, scope: Scope): boolean {
  const location = [...outward(scope)].find(isLocation);
  if (location === undefined) return false;
  const { match, own } = location;
  if (match.kind !== 'named' && match.kind !== 'exact' && !own.has('internal')) return false;
  return context
    .linesNamed('error_page')
    .some(
      ({ line, scope: showing }) =>
        [...outward(showing)].includes(location.server()) && leadsTo(line, location),
    );
}

/** The locations of the same server whose 401 this one is shown for. */
export function locationsShowing(page: Location): readonly Location[] {
  return [...locationsOf(page.server())].filter((location) => {
    const pages = group(location, 'error_page');
    return location !== page && !isHidden(pages) && pages.some((line) => leadsTo(line, page));
  });
}

function leadsTo(line: Line, page: Location): boolean {
  const { statuses, target } = readErrorPage(line);
  if (!statuses.includes(401)) return false;
  if (page.match.kind === 'named') return target === page.match.name;
  const found = findLocation(page.server(), target.split('?')[0] ?? target);
  return !('kind' in found) && found.location === page;
}
