// nginx/auth-request-endpoint-redirects: the path that auth_request asks answers with a redirect, which becomes 500.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { turnedInto500 } from '../../kinds/nginx/engine/auth-request';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type AuthCall, authCalls, failureOf, showCall } from '../nginx-shared/auth-targets';

/** Endpoints that their services document as redirecting to a login. */
const LOGIN = /\/(oauth2\/(start|sign_in|callback)|login|signin|sign_in|authorize)\/?$/i;

export const rule = nginxRule({
  id: 'nginx/auth-request-endpoint-redirects',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'auth_request understands 2xx, 401 and 403; a redirect of the asked endpoint becomes 500.',
  needs: ['auth_request'],
  *check(context) {
    for (const call of authCalls(context)) {
      const { line, uri, target } = call;
      const [word] = line.args;
      if (word === undefined || target === null) continue;
      const redirects = answersRedirect(target) || isSeenToRedirect(context, call);
      if (!redirects && !LOGIN.test(pathUpstream(target, uri))) continue;
      yield {
        at: placeOfWord(line, word),
        ...(redirects ? {} : { certainty: 'hint' as const, severity: 'info' as const }),
        witness: redirects ? failureOf(context, call) : null,
        message: redirects
          ? `${uri} answers with a redirect, which auth_request turns into 500. Ask an endpoint that answers 2xx or 401.`
          : `Does ${pathUpstream(target, uri)} redirect to a login? auth_request turns a redirect into 500; oauth2-proxy has /oauth2/auth for it.`,
      };
    }
  },
});

function answersRedirect(target: Location): boolean {
  const line = target.own.get('return')?.[0];
  if (line === undefined) return false;
  const { status } = readReturn(line);
  return status >= 300 && status < 400;
}

/** Whether the sub-request of somebody without credentials is redirected, by a condition or a server behind it. */
function isSeenToRedirect(context: NginxContext, call: AuthCall): boolean {
  // A redirect by an error_page that the endpoint inherits is another rule's to report.
  const pages = call.target === null ? [] : group(call.target, 'error_page');
  if (isHidden(pages) || pages.some((line) => readErrorPage(line).statuses.includes(401))) return false;
  const shown = showCall(context, call);
  if (shown?.outcome.status !== 500) return false;
  return shown.decision.steps.some(({ text, at }) => {
    const status = turnedInto500(text) ?? 0;
    const isCall = at?.file === call.line.file && at.span.start === call.line.node.name.span.start;
    return isCall && status >= 300 && status < 400;
  });
}

function pathUpstream(target: Location, uri: string): string {
  const pass = passOf(target);
  const path = pass === null ? '' : (parseUpstream(arg(pass, 0))?.path ?? '');
  return path === '' || path === '/' ? uri : path;
}
