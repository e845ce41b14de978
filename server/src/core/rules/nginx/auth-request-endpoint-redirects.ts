// nginx/auth-request-endpoint-redirects: the path that auth_request asks answers with a redirect, which becomes 500.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { nginxRule } from '../nginx-rule';
import { authCalls, failureOf } from '../nginx-shared/auth-targets';

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
      const redirects = answersRedirect(target);
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

function pathUpstream(target: Location, uri: string): string {
  const pass = passOf(target);
  const path = pass === null ? '' : (parseUpstream(arg(pass, 0))?.path ?? '');
  return path === '' || path === '/' ? uri : path;
}
