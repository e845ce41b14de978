// nginx/auth-request-without-credentials: the authentication service gets neither Authorization nor Cookie.

import type { Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { clearsUpstream, headerLine, sendsUpstream } from '../nginx-shared/headers';

export const rule = nginxRule({
  id: 'nginx/auth-request-without-credentials',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'error',
  summary: 'The service that auth_request asks gets no credentials, so it refuses everybody.',
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets) if (target !== null && passOf(target) !== null) yield* problems(target);
  },
});

function* problems(target: Location): Generator<Report> {
  const where = `location ${locationName(target)}`;
  const off = innermost(target, 'proxy_pass_request_headers');
  if (off !== null && !isHidden(off) && arg(off.line, 0) === 'off') {
    if (sendsUpstream(target, 'Authorization') || sendsUpstream(target, 'Cookie')) return;
    yield {
      at: nameOf(off.line),
      message: `${where} passes no request headers on: the authentication service sees no credentials and refuses.`,
    };
    return;
  }
  const authorization = headerLine(target, 'proxy_set_header', 'Authorization');
  if (authorization === null || !clearsUpstream(target, 'Authorization')) return;
  const both = clearsUpstream(target, 'Cookie');
  if (!both && (sendsUpstream(target, 'Cookie') || hasOtherCredential(target))) return;
  yield both
    ? {
        at: nameOf(authorization),
        message: `${where} clears Authorization and Cookie: the authentication service sees no credentials.`,
      }
    : {
        at: nameOf(authorization),
        certainty: 'hint',
        severity: 'info',
        message: `Does the authentication service of ${where} go by the cookie alone? It does not get Authorization.`,
      };
}

/** Whether some other header carries what the client sent. */
function hasOtherCredential(target: Location): boolean {
  const lines = group(target, 'proxy_set_header');
  return (
    !isHidden(lines) &&
    lines.some((line) => /\$(http_authorization|cookie_|http_cookie|http_x)/.test(arg(line, 1)))
  );
}
