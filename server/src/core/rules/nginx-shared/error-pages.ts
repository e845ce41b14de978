// Locations that are shown in the place of a refusal.
import { findLocation } from '../../kinds/nginx/config/locations';
import { isLocation, outward, type Scope } from '../../kinds/nginx/config/scopes';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import type { NginxContext } from '../nginx-rule';

/** Whether a block is the page of a 401: its answer keeps the challenge that the 401 was made with, if there was one. */
export function isPageOf401(context: NginxContext, scope: Scope): boolean {
  const location = [...outward(scope)].find(isLocation);
  if (location === undefined) return false;
  const { match, own } = location;
  if (match.kind !== 'named' && match.kind !== 'exact' && !own.has('internal')) return false;
  return context.linesNamed('error_page').some(({ line, scope: showing }) => {
    const { statuses, target } = readErrorPage(line);
    if (!statuses.includes(401) || ![...outward(showing)].includes(location.server())) return false;
    if (match.kind === 'named') return target === match.name;
    const found = findLocation(location.server(), target.split('?')[0] ?? target);
    return !('kind' in found) && found.location === location;
  });
}
