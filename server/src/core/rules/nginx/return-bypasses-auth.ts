// nginx/return-bypasses-auth: a return answers before the guard of its block is asked.

import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName } from '../../kinds/nginx/config/scopes';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { nginxRule } from '../nginx-rule';
import { guardLine, requirementAt } from '../nginx-shared/guarded';
import { soundsPublic } from '../nginx-shared/machines';
import { openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/return-bypasses-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'return answers in the rewrite phase, before any guard of its block is asked.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('return')) {
      const { status, text } = readReturn(line);
      // Redirects and refusals lose nothing by being early; an empty answer gives nothing away.
      if (!isLocation(scope) || status < 200 || status > 299 || text === null || text === '') continue;
      const location = scope;
      const guard = ownGuard(location);
      if (guard === null || requirementAt(location).kind === 'open' || soundsPublic(locationName(location)))
        continue;
      const shown = location.match.kind === 'named' ? null : showAt(context, location);
      if (shown === null ? location.match.kind !== 'named' : shown.outcome.status !== status) continue;
      // An answer without a guard of its own may be meant for everybody.
      const isOwn = location.own.has(guard.name);
      yield {
        at: nameOf(line),
        ...(isOwn ? {} : { certainty: 'hint' as const }),
        message: isOwn
          ? `${locationName(location)} answers ${status} to everybody: return comes before ${guard.name}. Use try_files and a named location to answer after it.`
          : `Is ${locationName(location)} meant to be open? It answers ${status} to everybody: return comes before ${guard.name}.`,
        related: [{ ...nameOf(guard), message: 'never asked' }],
        witness: shown === null ? null : openOf(shown),
      };
    }
  },
});

/** The guard that the author meant for this location: its own one, or an inherited one that asks for credentials. */
function ownGuard(location: Location): Line | null {
  const rules = group(location, ['allow', 'deny']);
  const denies = isHidden(rules) ? undefined : rules.find((line) => line.name === 'deny');
  return guardLine(location) ?? (denies !== undefined && arg(denies, 0) !== '' ? denies : null);
}
