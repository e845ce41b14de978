// openapi/inbound-webhook-protected: who calls a webhook signs what it sends, and has no token of this API.
import { openapiRule } from '../openapi-rule';
import { demandOf, heirs, overProtected } from '../openapi-shared/inherited';

export const rule = openapiRule({
  id: 'openapi/inbound-webhook-protected',
  kind: 'over-protected',
  certainty: 'hint',
  severity: 'off',
  summary:
    'An operation that others call with a signature inherits a token from the root that they do not have.',
  *check(context) {
    for (const operation of heirs(context, ['POST'])) {
      const { path, parameters, effective } = operation;
      const signature = parameters.find(
        ({ in: place, name }) => place === 'header' && isSignature(name ?? ''),
      );
      if (!isWebhook(path) || signature === undefined) continue;
      const needsToken = effective.alternatives.every(({ demands }) =>
        demands.some(({ name }) => {
          const named = context.contract.schemeNamed(name);
          return named.kind === 'declared' && named.scheme.scheme?.kind === 'bearer';
        }),
      );
      if (!needsToken) continue;
      yield overProtected(
        context,
        operation,
        `POST ${path} takes the signature ${signature.name} and inherits ${demandOf(operation)} from the root: can who calls it have such a token? Else say "security: []".`,
      );
    }
  },
});

function isWebhook(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  return segments.some((segment) => /^(?:web-?hooks?|hooks?|callbacks?|notifications?|ipn)$/.test(segment));
}

function isSignature(name: string): boolean {
  return /signature|hmac|^x-hub|digest/i.test(name);
}
