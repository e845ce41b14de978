// openapi/server-url-http: credentials are sent to a server by http, and the redirect to https loses them.
import { type Part, placeOf } from '../../kinds/openapi/part';
import type { Server } from '../../kinds/openapi/servers';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isAtHome } from '../openapi-shared/urls';

export const rule = openapiRule({
  id: 'openapi/server-url-http',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Operations that demand credentials are served by http alone.',
  *check(context) {
    const { contract, facts } = context;
    const all = [...contract.servers, ...contract.operations.flatMap(({ servers }) => servers)];
    const secure = new Set(
      all.flatMap(({ bases }) => bases).flatMap((base) => (base.scheme === 'http' ? [] : [base.host])),
    );
    const seen = new Set<string>();
    for (const { servers } of facts.secured) {
      for (const server of servers) {
        const host = plainHost(server);
        if (server.url === null || host === null || secure.has(host) || seen.has(host)) continue;
        seen.add(host);
        yield {
          at: placeOf(server.url),
          message: `Credentials go to ${host} by http alone, and clients drop the Authorization header at a redirect to https: write https.`,
          fixes: fix('Write https', 'review', asHttps(context, server.url, server)),
        };
      }
    }
  },
});

/** The public host of a server that is http in so many words; `null` for all others. */
function plainHost({ written, bases }: Server): string | null {
  if (!/^http:/i.test(written)) return null;
  const [base] = bases;
  if (base?.host === null || base?.host === undefined || isAtHome(base.host)) return null;
  return bases.every(({ scheme, host }) => scheme === 'http' && host === base.host) ? base.host : null;
}

/** `null` with a port: the same port seldom takes both. */
function asHttps({ contract, change }: OpenApiContext, url: Part, { written, bases }: Server) {
  if (bases.some(({ port }) => port !== null)) return null;
  return change.replaceText(
    url,
    contract.version.family === '2.0' ? 'https' : written.replace(/^http:/i, 'https:'),
  );
}
