// openapi/token-endpoint-protected-by-own-scheme: who wants a token has to have one.
import type { Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { securityField } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { demandScheme } from '../openapi-shared/added-scheme';
import { openOperation } from '../openapi-shared/open-operation';
import { type TokenEndpoint, tokenEndpointsOf } from '../openapi-shared/token-endpoints';

export const rule = openapiRule({
  id: 'openapi/token-endpoint-protected-by-own-scheme',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary: 'The operation that gives the tokens of a scheme demands one of them, so nobody can ever get one.',
  *check(context) {
    const seen = new Set<TokenEndpoint['operation']>();
    for (const endpoint of tokenEndpointsOf(context.contract)) {
      const { operation } = endpoint;
      if (seen.has(operation) || operation.isMarked('x-internal')) continue;
      seen.add(operation);
      yield report(context, endpoint);
    }
  },
});

function report(context: OpenApiContext, { operation, scheme, url }: TokenEndpoint): Report {
  const { method, path, own, effective } = operation;
  const request = context.bareRequest(operation);
  const where = effective.from === 'root' ? ', which it inherits from the root' : '';
  const field = securityField(own);
  return {
    at: field === null ? operation.at : keyPlace(field),
    message: `${method} ${path} is the ${url.entry.key} of "${scheme}" and demands "${scheme}" itself${where}: nobody can ever get a token. Make it public with "security: []", or demand a client's own credentials.`,
    related: [{ ...keyPlace(url), message: `the ${url.entry.key} that leads to it` }],
    witness: request === null ? null : { request, expect: { status: 401 } },
    fixes: [
      ...fix(`Make ${method} ${path} public`, 'review', openOperation(context, operation)),
      ...clientCredentials(context, operation),
    ],
  };
}

/** Clients prove who they are by Basic (RFC 6749, section 2.3.1), where such a scheme is declared. */
function clientCredentials(context: OpenApiContext, operation: TokenEndpoint['operation']) {
  const basic = [...context.contract.schemes.values()].find(({ scheme }) => scheme?.kind === 'basic');
  if (basic === undefined) return [];
  return fix(`Demand "${basic.name}"`, 'review', demandScheme(context, operation, basic.name));
}
