// nginx/auth-request-forwards-content-length: the sub-request announces a body that never comes.
import { flag, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, locationName, ownLines } from '../../kinds/nginx/config/scopes';
import { insertAfter } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { type AuthCall, authCalls } from '../nginx-shared/auth-targets';
import { headerLine } from '../nginx-shared/headers';

export const rule = nginxRule({
  id: 'nginx/auth-request-forwards-content-length',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'The sub-request repeats the Content-Length of a body that it does not send: the auth service waits, and POST gets 500.',
  *check(context) {
    const calls = authCalls(context).filter((call) => !isForReading(call));
    const targets = new Set(calls.map(({ target }) => target));
    for (const target of targets) {
      const pass = target === null ? null : passOf(target);
      if (target === null || pass?.name !== 'proxy_pass') continue;
      // The site's own pages answer by mistake: there is no auth location to mend.
      if (target.match.kind === 'prefix' && target.match.path === '/') continue;
      const headers = flag(target, 'proxy_pass_request_headers', true);
      if (isHidden(headers) || !headers || target.gaps.length > 0) continue;
      const length = headerLine(target, 'proxy_set_header', 'Content-Length');
      if (length !== null && ['', '0'].includes(arg(length, 1))) continue;
      const body = flag(target, 'proxy_pass_request_body', true);
      const lines = [
        ...(body === true ? ['proxy_pass_request_body off;'] : []),
        'proxy_set_header Content-Length "";',
      ];
      const replaces = target.own.has('proxy_set_header') || length !== null;
      const inherits = !replaces && headerLine(target, 'proxy_set_header', 'Host') !== null;
      yield {
        at: nameOf(pass.file === target.line.file ? target.line : pass),
        message: `A service that waits for the body makes every POST 500: ${locationName(target)} announces one and sends none. Clear Content-Length.`,
        fixes:
          inherits || length !== null
            ? []
            : [
                {
                  title: 'Send no body and no Content-Length',
                  safety: 'safe',
                  edits: [insertAfter(context.configuration, pass, lines)],
                },
              ],
      };
    }
  },
});

const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether methods with a body are refused before the sub-request is made. */
function isForReading({ scope }: AuthCall): boolean {
  const limit = isLocation(scope) ? scope.limitExcept : null;
  if (limit === null || WITH_BODY.some((method) => limit.methods.has(method))) return false;
  return ownLines(limit, 'deny').some((line) => arg(line, 0) === 'all');
}
