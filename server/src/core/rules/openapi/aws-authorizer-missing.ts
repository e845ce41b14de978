// openapi/aws-authorizer-missing: a scheme is to be checked by an authorizer of API Gateway, and names none.
import type { Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { mayBeFilledIn } from '../openapi-shared/templates';

const TYPE = 'x-amazon-apigateway-authtype';
const AUTHORIZER = 'x-amazon-apigateway-authorizer';

export const rule = openapiRule({
  id: 'openapi/aws-authorizer-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A scheme is to be checked by an authorizer of API Gateway, and no authorizer is described.',
  *check(context) {
    for (const scheme of context.contract.schemes.values()) {
      const type = scheme.text(TYPE);
      if (type === null || !/^(?:custom|cognito_user_pools|oauth2)$/i.test(type)) continue;
      if (scheme.at(AUTHORIZER) === null && !mayBeFilledIn(context, scheme.field.file))
        yield* report(context, scheme, type);
    }
  },
});

function* report({ change }: OpenApiContext, scheme: SecurityScheme, type: string): Generator<Report> {
  const field = scheme.at(TYPE);
  if (field === null || scheme.body === null) return;
  const authorizer =
    type.toLowerCase() === 'cognito_user_pools'
      ? { type: 'cognito_user_pools', providerARNs: [] }
      : { type: 'token', authorizerUri: '' };
  yield {
    at: keyPlace(field),
    message: `"${scheme.name}" is to be checked by an authorizer (${type}) and describes none, so API Gateway makes none: add ${AUTHORIZER}.`,
    fixes: fix(
      `Add ${AUTHORIZER}, to be filled in`,
      'review',
      change.insert(scheme.body, AUTHORIZER, authorizer, { after: TYPE }),
    ),
  };
}
