// nginx/ntlm-without-upstream-keepalive: NTLM and Negotiate through proxy_pass, which does not keep a client's connection.
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { serversAt } from '../../kinds/nginx/config/select-server';
import { parseUpstream, type Target, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';

/** Products that log in by NTLM or Negotiate unless told otherwise, as hosts and upstreams are named after them. */
const PRODUCT = /(^|[^a-z])(sharepoint|exchange|owa|ntlm|kerberos)([^a-z]|$)/i;
const PATH = /^\/(owa|ews|ecp|mapi|rpc|oab|autodiscover|microsoft-server-activesync)(\/|$)/i;
const SCHEME = /^(ntlm|negotiate)\b/i;

export const rule = nginxRule({
  id: 'nginx/ntlm-without-upstream-keepalive',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'NTLM and Negotiate log in a connection; proxy_pass does not keep one connection for each client.',
  *check(context) {
    const reported = new Set<string>();
    const challenges = ['add_header', 'proxy_set_header'].flatMap((name) => context.linesNamed(name));
    const offered = challenges.some(({ line }) => isOffer(line));
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      const upstream = parseUpstream(arg(line, 0));
      if (upstream === null || !isLocation(scope) || reported.has(upstream.authority)) continue;
      if (!isNamedSo(upstream, scope) && !(offered && isOffered(context, upstream, scope))) continue;
      if (isBound(context, upstream.address)) continue;
      // Credentials of nginx's own need no handshake with the client.
      if (headerLine(scope, 'proxy_set_header', 'Authorization') !== null) continue;
      reported.add(upstream.authority);
      yield {
        at: nameOf(line),
        message: `Does ${upstream.authority} ask for NTLM or Negotiate? Their handshake cannot end through proxy_pass: use "ntlm" of NGINX Plus, or stream.`,
      };
    }
  },
});

/** Whether the upstream's name or the location's path are those of a product that logs in so. */
function isNamedSo(upstream: Target, { match }: Location): boolean {
  if (PRODUCT.test(upstream.authority)) return true;
  return (match.kind === 'prefix' || match.kind === 'exact') && PATH.test(match.path);
}

function isOffered(context: NginxContext, upstream: Target, location: Location): boolean {
  return offers(location.lines) || upstreamOffers(context, upstream);
}

/** A challenge that is added for the upstream says what the upstream wants. */
function offers(lines: readonly Line[]): boolean {
  return lines.some((line) => isOffer(line) || (line.body !== null && offers(line.body.list)));
}

function isOffer(line: Line): boolean {
  return (
    (line.name === 'add_header' || line.name === 'proxy_set_header') &&
    SCHEME.test(arg(line, 1)) &&
    /^(www-authenticate|authorization)$/i.test(arg(line, 0))
  );
}

function upstreamOffers(context: NginxContext, upstream: Target): boolean {
  const listen = upstreamServer(context.configuration, upstream);
  if (listen === null) return false;
  return serversAt(context.configuration, listen).some((server) => offers(server.lines));
}

/** `ntlm` of NGINX Plus binds the connection to the client. */
function isBound(context: NginxContext, name: string): boolean {
  const block = context.configuration.upstreams.get(name);
  return block?.line.body?.list.some((line) => line.name === 'ntlm') === true;
}
