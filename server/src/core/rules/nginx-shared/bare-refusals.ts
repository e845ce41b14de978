// Requests that are answered 401 and not told what to send.
import type { Witness } from '../../findings/finding';
import type { Line } from '../../kinds/nginx/config/lines';
import { isLocation, isServer, outward, type Scope } from '../../kinds/nginx/config/scopes';
import type { Place } from '../../text/span';
import type { NginxContext } from '../nginx-rule';
import { triggeringHeaders } from './conditions';
import { locationsShowing } from './error-pages';
import { answerOf, type Shown, showAt, showPath } from './witness';

/** A request that this block answers 401 without a challenge, if the files alone show one. */
export function bareRefusal(context: NginxContext, scope: Scope): Witness | null {
  const location = [...outward(scope)].find(isLocation);
  if (location === undefined) return null;
  const condition = scope.kind === 'if' ? scope.line : null;
  for (const headers of triggeringHeaders(condition, context.configuration.tables)) {
    for (const credentials of [[], [['Authorization', 'Bearer token'] as const]]) {
      const shown = showAt(context, location, { headers: [...headers, ...credentials] });
      if (shown?.outcome.status === 401 && shown.outcome.challenges === null) return answerOf(shown);
    }
  }
  return null;
}

/** A request that this `return` or `try_files` of a block answers 401 without a challenge. */
export function bareAnswer(context: NginxContext, line: Line, scope: Scope): Witness | null {
  const location = [...outward(scope)].find(isLocation);
  const server = [...outward(scope)].find(isServer);
  if (server === undefined) return null;
  const condition = scope.kind === 'if' ? scope.line : null;
  for (const headers of triggeringHeaders(condition, context.configuration.tables)) {
    const shown =
      location === undefined
        ? showPath(context, server, '/', { headers })
        : showAt(context, location, { headers });
    if (shown !== null && isBare(shown, line)) return answerOf(shown);
  }
  return null;
}

/** How many locations are asked for a refusal that is shown as a page. */
const MAX_ASKED = 6;

/** The same for one that stands in the page of a 401: a request whose refusal that page is shown for. */
export function barePage(context: NginxContext, line: Line, scope: Scope): Witness | null {
  const page = [...outward(scope)].find(isLocation);
  for (const location of page === undefined ? [] : locationsShowing(page).slice(0, MAX_ASKED)) {
    const shown = showAt(context, location);
    if (shown?.outcome.status !== 401 || shown.outcome.challenges !== null) continue;
    if (shown.decision.steps.some(({ at }) => isAt(line, at))) return answerOf(shown);
  }
  return null;
}

/** Whether this line has answered 401 without a challenge. */
function isBare({ outcome: { status, challenges, at } }: Shown, line: Line): boolean {
  if (status !== 401 || challenges !== null) return false;
  return at === null || isAt(line, at);
}

function isAt({ file, node }: Line, at: Place | null): boolean {
  return at !== null && at.file === file && at.span.start === node.name.span.start;
}
