// nginx/auth-request-without-credentials: the authentication service gets neither Authorization nor Cookie.

import type { Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { resolveConf } from '../../kinds/nginx/config/layout';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { locationName } from '../../kinds/nginx/config/scopes';
import { serversAt } from '../../kinds/nginx/config/select-server';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { Place } from '../../text/span';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { clearsUpstream, headerLine } from '../nginx-shared/headers';

export const rule = nginxRule({
  id: 'nginx/auth-request-without-credentials',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'error',
  summary: 'The service that auth_request asks gets no credentials, so it refuses everybody.',
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets)
      if (target !== null && passOf(target) !== null) yield* problems(context, target);
  },
});

function* problems(context: NginxContext, target: Location): Generator<Report> {
  const where = `location ${locationName(target)}`;
  const off = innermost(target, 'proxy_pass_request_headers');
  if (off !== null && !isHidden(off) && arg(off.line, 0) === 'off') {
    if (isTold(target)) return;
    yield {
      at: nameOf(off.line),
      message: `${where} passes no request headers on: the authentication service sees no credentials and refuses.`,
    };
    return;
  }
  const authorization = headerLine(target, 'proxy_set_header', 'Authorization');
  if (authorization === null || !clearsUpstream(target, 'Authorization')) return;
  const both = clearsUpstream(target, 'Cookie');
  if (isTold(target)) return;
  const at = placeIn(context, target, authorization);
  if (both || goesByAuthorization(context, target)) {
    yield {
      at,
      message: `${where} clears Authorization${both ? ' and Cookie' : ''}: the authentication service sees no credentials and refuses.`,
    };
    return;
  }
  const message = `Does the authentication service of ${where} go by the cookie alone? It does not get Authorization.`;
  yield { at, certainty: 'hint', severity: 'info', message };
}

/** A line of a snippet that is fine elsewhere: the include that brings it here is what has to change. */
function placeIn(context: NginxContext, target: Location, line: Line): Place {
  const { file, node } = target.line;
  if (line.file === file) return nameOf(line);
  const include = node.body?.directives.find(
    (inner) =>
      inner.name.value === 'include' &&
      resolveConf(context.configuration.layout, inner.args[0]?.value ?? '') === line.file,
  );
  return include === undefined ? nameOf(line) : { file, span: include.name.span };
}

/** Whether the service is a server of this configuration that looks at Authorization. */
function goesByAuthorization(context: NginxContext, target: Location): boolean {
  const pass = passOf(target);
  const url = pass === null ? null : parseUpstream(arg(pass, 0));
  const listen = url === null ? null : upstreamServer(context.configuration, url);
  if (listen === null) return false;
  return serversAt(context.configuration, listen).some((server) =>
    mentions(server.lines, '$http_authorization'),
  );
}

function mentions(lines: readonly Line[], variable: string): boolean {
  return lines.some(
    (line) =>
      (line.name === 'if' && line.args.some((word) => word.value.includes(variable))) ||
      (line.body !== null && mentions(line.body.list, variable)),
  );
}

/** Whether some header tells the service who is there: by what the client sent, or its certificate. */
function isTold(target: Location): boolean {
  const lines = group(target, 'proxy_set_header');
  return (
    isHidden(lines) ||
    lines.some((line) =>
      variablesIn(arg(line, 1)).some((name) =>
        /^(http_(authorization|cookie|x_)|cookie_|ssl_client_|arg_|jwt_)/.test(name),
      ),
    )
  );
}
