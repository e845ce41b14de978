// nginx/basic-auth-without-tls: a password is asked for over plain HTTP, where it can be read on the way.

import type { Line } from '../../kinds/nginx/config/lines';
import { nameOf } from '../../kinds/nginx/config/lines';
import type { ListenAddress } from '../../kinds/nginx/config/listen';
import { locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/basic-auth-without-tls',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: 'Basic sends the password with every request, and without TLS anybody on the way can read it.',
  *check(context) {
    if (context.linesNamed('auth_basic').length === 0 || !endsTls(context) || isBehindProxy(context)) return;
    const reported = new Set<Line>();
    for (const server of context.servers) {
      const plain = server.listens.find(isPublicPlain);
      const guard = plain === undefined ? null : asksInTheClear(context, server);
      if (plain === undefined || guard === null || reported.has(guard)) continue;
      reported.add(guard);
      const related =
        plain.line === null ? [] : [{ ...nameOf(plain.line), message: 'is open to plain HTTP' }];
      yield {
        at: nameOf(guard),
        message: `Is this password meant to travel in the clear? It is asked for over plain HTTP on port ${plain.port}. Redirect to https before it is asked for.`,
        related,
      };
    }
  },
});

/** Whether nginx itself speaks TLS here: where it does not, something in front of it may. */
function endsTls(context: NginxContext): boolean {
  return context.servers.some((server) => server.listens.some(({ ssl }) => ssl));
}

/** Signs that requests come through a proxy that may have ended TLS. */
function isBehindProxy(context: NginxContext): boolean {
  if (context.linesNamed('set_real_ip_from').length > 0) return true;
  if (context.servers.some((server) => server.listens.some(({ proxyProtocol }) => proxyProtocol)))
    return true;
  return [...context.configuration.documents.values()].some(({ text }) =>
    text.includes('http_x_forwarded_proto'),
  );
}

/** A listen on the port of plain HTTP that more than this machine, or a network of its own, can reach. */
function isPublicPlain({ ssl, unix, port, address }: ListenAddress): boolean {
  if (ssl || unix || port !== 80) return false;
  return !/^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80|localhost$)/i.test(
    address,
  );
}

/** The line that asks for a password over plain HTTP, shown by a request that is asked. */
function asksInTheClear(context: NginxContext, server: Server): Line | null {
  for (const location of locationsOf(server)) {
    const guard = isGuarded(location) ? guardLine(location) : null;
    if (guard?.name !== 'auth_basic') continue;
    const shown = showAt(context, location);
    const asks = shown?.outcome.challenges?.some((challenge) => /^basic\b/i.test(challenge)) === true;
    if (asks && shown?.request.scheme === 'http') return guard;
  }
  return null;
}
