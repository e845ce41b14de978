// openapi/aws-http-scheme-unsupported: a scheme that API Gateway does not read, so that it lets everybody through.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/openapi/edits';
import { fieldOf, get, keyPlace, textAt } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { joined, reshape } from '../openapi-shared/reshape';
import { isGatewayScheme, type Readable, schemesOfType } from '../openapi-shared/schemes';

const INTEGRATION = 'x-amazon-apigateway-integration';

export const rule = openapiRule({
  id: 'openapi/aws-http-scheme-unsupported',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: 'API Gateway does not read schemes of type http, so it lets everybody through to the integration.',
  *check(context) {
    const { contract, facts } = context;
    if (contract.version.family === '2.0' || !isForRestApi(context)) return;
    for (const readable of schemesOfType(contract, 'http')) {
      if (isGatewayScheme(readable.body) || !facts.usesOf.has(readable.scheme.name)) continue;
      yield* report(context, readable);
    }
  },
});

/**
 * Whether the operations are those of a REST API of API Gateway, and have no guard of Amazon's beside their schemes. An
 * HTTP API, which reads other extensions, gives each integration a payloadFormatVersion.
 */
function isForRestApi({ contract, facts, operations }: OpenApiContext): boolean {
  if (!facts.gateways.has('aws') || fieldOf(contract.root, 'x-amazon-apigateway-policy') !== null)
    return false;
  if (fieldOf(contract.root, 'x-amazon-apigateway-cors') !== null) return false;
  const guarded = operations.filter(({ effective }) => effective.access === 'secured');
  if (guarded.some((operation) => operation.fieldAt('x-amazon-apigateway-auth') !== null)) return false;
  const integrations = guarded.map(({ body }) => get(body, INTEGRATION)).filter((part) => part !== null);
  return (
    integrations.length > 0 &&
    integrations.every((part) => {
      const type = textAt(part, 'type')?.toLowerCase() ?? '';
      return (
        /^(?:aws|http|mock|aws_proxy|http_proxy)$/.test(type) &&
        fieldOf(part, 'payloadFormatVersion') === null
      );
    })
  );
}

function* report({ change }: OpenApiContext, { scheme, body }: Readable): Generator<Report> {
  const field = fieldOf(body, 'type');
  if (field === null) return;
  const authorizer: Change = change.insert(body, 'x-amazon-apigateway-authorizer', {
    type: 'token',
    authorizerUri: '',
  });
  const shape = reshape(
    change,
    body,
    { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'custom' },
    ['scheme', 'bearerFormat'],
  );
  yield {
    at: keyPlace(field),
    message: `API Gateway makes nothing of "${scheme.name}", since it reads only schemes of type apiKey with an authorizer: does something behind it check the Authorization?`,
    fixes: fix('Make it an authorizer, to be filled in', 'review', joined(shape, authorizer)),
  };
}
