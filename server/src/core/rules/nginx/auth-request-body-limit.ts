// nginx/auth-request-body-limit: a large upload is let in by the location and refused by the sub-request.
import type { Report } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import {
  isLocation,
  type Location,
  locationName,
  outward,
  ownLine,
  type Scope,
} from '../../kinds/nginx/config/scopes';
import { insertInto, replaceLine } from '../../kinds/nginx/edits';
import { sizeOf } from '../../kinds/nginx/engine/phases';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type AuthCall, authCalls, showCall } from '../nginx-shared/auth-targets';
import { answerOf, showAt } from '../nginx-shared/witness';

const DEFAULT = 1024 * 1024;

export const rule = nginxRule({
  id: 'nginx/auth-request-body-limit',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'The body limit of the auth location is smaller than that of the protected one: large uploads get 500.',
  needs: ['client_max_body_size'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('client_max_body_size')) {
      for (const call of authCalls(context)) {
        const { target } = call;
        if (target === null || target === scope || !holdsFor(line, scope, call.scope)) continue;
        const found = tooSmall(context, line, scope, call, target);
        if (found !== null) yield found;
        break;
      }
    }
  },
});

/** Whether a limit is for requests that the guard of this block is asked of: it stands in the block, or is inherited. */
function holdsFor(line: Line, scope: Scope, asking: Scope): boolean {
  if ([...outward(scope)].includes(asking)) return true;
  const inherited = innermost(asking, 'client_max_body_size');
  return inherited !== null && !isHidden(inherited) && inherited.line === line;
}

function tooSmall(
  context: NginxContext,
  line: Line,
  scope: Scope,
  call: AuthCall,
  target: Location,
): Report | null {
  const allowed = sizeOf(arg(line, 0));
  const limit = limitOf(target);
  if (allowed === null || limit === null || limit === 0 || (allowed !== 0 && allowed <= limit)) return null;
  const upload = { method: 'POST', bodyLength: limit + 1 };
  const shown = isLocation(scope) ? showAt(context, scope, upload) : showCall(context, call, upload);
  const own = ownLine(target, 'client_max_body_size');
  const edit =
    own === null
      ? insertInto(context.configuration, target, ['client_max_body_size 0;'])
      : replaceLine(own, 'client_max_body_size 0;');
  return {
    at: nameOf(line),
    message: `Uploads over ${Math.round(limit / 1024)} KB get 500: the sub-request to ${locationName(target)} has the smaller limit. Set client_max_body_size 0 there.`,
    related: [{ ...nameOf(target.line), message: 'refuses larger bodies' }],
    witness: shown?.outcome.status === 500 ? answerOf(shown) : null,
    fixes:
      edit === null ? [] : [{ title: 'Let the auth location take any size', safety: 'safe', edits: [edit] }],
  };
}

function limitOf(target: Location): number | null {
  const found = innermost(target, 'client_max_body_size');
  if (isHidden(found)) return null;
  return found === null ? DEFAULT : sizeOf(arg(found.line, 0));
}
