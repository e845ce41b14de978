// openapi/options-operation-protected: a preflight has no credentials, and its operation demands some.
import type { Operation } from '../../kinds/openapi/operation';
import { fieldOf, get, textAt } from '../../kinds/openapi/part';
import { openapiRule } from '../openapi-rule';
import { demandOf, overProtected } from '../openapi-shared/inherited';

export const rule = openapiRule({
  id: 'openapi/options-operation-protected',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A preflight demands credentials, which browsers never send with one, so calls from other origins fail.',
  *check(context) {
    for (const operation of context.facts.secured) {
      if (operation.method !== 'OPTIONS' || !isPreflight(operation)) continue;
      if (context.facts.isExplained(operation)) continue;
      const { path } = operation;
      yield overProtected(
        context,
        operation,
        `OPTIONS ${path} demands ${demandOf(operation)}, and browsers send a preflight without credentials (Fetch, CORS-preflight fetch): it gets 401, and every call from another origin fails. Make it public with "security: []".`,
      );
    }
  },
});

/** OPTIONS may be a call like others; only what speaks of CORS is a preflight. */
function isPreflight({
  responses,
  summary,
  description,
  operationId,
  tags,
  parameters,
  body,
}: Operation): boolean {
  const texts = [summary, description, operationId?.replaceAll('_', ' ') ?? null, ...tags];
  return (
    responses.all.some(({ headers }) => headers.some(({ name }) => /^access-control-/i.test(name))) ||
    parameters.some(
      ({ in: place, name }) => place === 'header' && /^access-control-request-/i.test(name ?? ''),
    ) ||
    texts.some((text) => text !== null && /\bcors\b|cors(?=[A-Z])|pre-?flight/i.test(text)) ||
    (fieldOf(body, 'x-amazon-apigateway-integration') !== null &&
      textAt(get(body, 'x-amazon-apigateway-integration'), 'type')?.toLowerCase() === 'mock')
  );
}
