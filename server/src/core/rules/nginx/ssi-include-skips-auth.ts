// nginx/ssi-include-skips-auth: pages with server-side includes may fetch guarded paths for everybody.

import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { type Location, locationName, locationsOf } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { isLetIn, isRefused, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/ssi-include-skips-auth',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary:
    'Server-side includes are sub-requests, which no access check looks at: a page may show what is guarded.',
  *check(context) {
    const on = context.linesNamed('ssi').filter(({ line }) => arg(line, 0).toLowerCase() === 'on');
    if (on.length === 0) return;
    const reported = new Set<Line>();
    for (const page of context.locations) {
      const ssi = innermost(page, 'ssi');
      if (ssi === null || isHidden(ssi) || arg(ssi.line, 0).toLowerCase() !== 'on' || reported.has(ssi.line))
        continue;
      const guarded = showsPages(context, page) ? guardedBeside(context, page) : null;
      const guard = guarded === null ? null : shutLine(guarded);
      if (guarded === null || guard === null) continue;
      reported.add(ssi.line);
      yield {
        at: nameOf(ssi.line),
        message: `Do pages of ${locationName(page)} include anything below ${locationName(guarded)}? Includes are not asked for credentials: everybody would see it.`,
        related: [{ ...nameOf(guard), message: 'does not hold for what a page includes' }],
      };
    }
  },
});

/** Whether everybody gets pages of this location. */
function showsPages(context: NginxContext, page: Location): boolean {
  if (page.own.has('internal') || page.own.has('return') || !isOpen(page) || isAuthTarget(context, page))
    return false;
  const shown = showAt(context, page);
  return shown !== null && (isLetIn(shown) || shown.outcome.status === 404);
}

/** A guarded location of the same server that a client is asked for credentials or refused at. */
function guardedBeside(context: NginxContext, page: Location): Location | null {
  for (const other of locationsOf(page.server())) {
    if (other === page || other.own.has('internal') || other.own.has('return') || !isGuarded(other)) continue;
    const asked = showAt(context, other);
    if (asked !== null && isRefused(asked)) return other;
  }
  return null;
}
