// Requests that are answered 401 and not told what to send.
import type { Witness } from '../../findings/finding';
import { isLocation, outward, type Scope } from '../../kinds/nginx/config/scopes';
import type { NginxContext } from '../nginx-rule';
import { triggeringHeaders } from './conditions';
import { answerOf, showAt } from './witness';

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
