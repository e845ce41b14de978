// nginx/off-for-the-wrong-module: the guard that is switched off is not the one that is on.

import type { Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertAfter } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { inTable } from '../../text/table';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { answerOf, isRefused, type Shown, showAt } from '../nginx-shared/witness';

const OTHER: Readonly<Record<string, string>> = { auth_basic: 'auth_request', auth_request: 'auth_basic' };

export const rule = nginxRule({
  id: 'nginx/off-for-the-wrong-module',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'auth_basic and auth_request are switched off one by one; the one that is effective is still on.',
  *check(context) {
    for (const name of ['auth_basic', 'auth_request']) {
      for (const { line, scope } of context.linesNamed(name)) {
        if (arg(line, 0) !== 'off' || !isLocation(scope)) continue;
        const found = report(context, scope, line);
        if (found !== null) yield found;
      }
    }
  },
});

function report(context: NginxContext, location: Location, line: Line): Report | null {
  const other = inTable(OTHER, line.name) ?? '';
  const effective = innermost(location, other);
  if (
    effective === null ||
    isHidden(effective) ||
    arg(effective.line, 0) === 'off' ||
    location.own.has(other)
  )
    return null;
  // Where the switched-off guard is on further out, switching it off was meant just so.
  const outer = location.parent === null ? null : innermost(location.parent, line.name);
  if (outer !== null && (isHidden(outer) || arg(outer.line, 0) !== 'off')) return null;
  const shown = showAt(context, location);
  // What an authentication service answers to strangers is not in the files.
  if (shown === null ? other !== 'auth_request' : !isTurnedAway(location, shown)) return null;
  return {
    at: nameOf(line),
    ...(shown === null ? { certainty: 'hint' as const } : {}),
    message:
      shown === null
        ? `Is ${locationName(location)} meant to be open? ${line.name} is not what guards it, ${other} is: write "${other} off;".`
        : `${locationName(location)} still ${isRefused(shown) ? `answers ${shown.outcome.status}` : 'leads to the login'}: ${line.name} is not what guards it, ${other} is. Write "${other} off;".`,
    related: [{ ...nameOf(effective.line), message: 'is still effective' }],
    witness: shown === null ? null : answerOf(shown),
    fixes: [
      {
        title: `Add "${other} off;"`,
        safety: 'review',
        edits: [insertAfter(context.configuration, line, [`${other} off;`])],
      },
    ],
  };
}

/** Whether the guard refuses a request, or an error_page makes a redirect to a login of its refusal. */
function isTurnedAway(location: Location, shown: Shown): boolean {
  if (isRefused(shown)) return true;
  const { status } = shown.outcome;
  if (status < 301 || status > 308 || location.own.has('return') || location.own.has('rewrite')) return false;
  const pages = group(location, 'error_page');
  if (isHidden(pages) || shown.decision.upstream !== null) return false;
  return pages.some((page) => readErrorPage(page).statuses.includes(401));
}
