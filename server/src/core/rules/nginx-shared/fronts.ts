// Servers that stand behind another one of the same configuration.
import { arg } from '../../kinds/nginx/config/lines';
import { sameAddress } from '../../kinds/nginx/config/listen';
import { isServer, outward, type Scope, type Server } from '../../kinds/nginx/config/scopes';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import type { NginxContext } from '../nginx-rule';

/** A server on the loopback interface that another one passes requests to: what its clients get is up to that one. */
export function isBehindAnother(context: NginxContext, scope: Scope): boolean {
  const server = [...outward(scope)].find(isServer);
  if (server === undefined || !server.listens.every(({ address }) => isLoopback(address))) return false;
  return context.linesNamed('proxy_pass').some(({ line, scope: passing }) => {
    const target = parseUpstream(arg(line, 0));
    const listen = target === null ? null : upstreamServer(context.configuration, target);
    const own = listen !== null && server.listens.some((one) => sameAddress(one, listen));
    return own && ![...outward(passing)].includes(server);
  });
}

/** Whether all names of a server belong to earlier servers of its addresses, so that it is never asked. */
export function isNeverAsked(context: NginxContext, server: Server): boolean {
  const earlier = context.servers.slice(0, context.servers.indexOf(server));
  const rivals = server.listens.map((listen) =>
    earlier.filter((other) => other.listens.some((one) => sameAddress(one, listen))),
  );
  return (
    server.names.length > 0 &&
    server.names.every(({ word: { value } }) =>
      rivals.every(
        (others) =>
          value !== '' &&
          value !== '_' &&
          others.some(({ names }) => names.some((name) => name.word.value === value)),
      ),
    )
  );
}

function isLoopback(address: string): boolean {
  return /^127\./.test(address) || address === '::1' || address === '[::1]';
}
