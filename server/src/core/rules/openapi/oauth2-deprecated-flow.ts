// openapi/oauth2-deprecated-flow: a flow that OAuth 2.1 leaves out.
import { keyPlace } from '../../kinds/openapi/part';
import { openapiRule } from '../openapi-rule';
import { flowsOf, schemesOfType } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oauth2-deprecated-flow',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'off',
  summary: 'A scheme offers the implicit or the password flow, which current advice is against.',
  *check({ contract }) {
    for (const readable of schemesOfType(contract, 'oauth2')) {
      for (const { name, field } of flowsOf(contract, readable)) {
        if (name !== 'implicit' && name !== 'password') continue;
        yield {
          at: keyPlace(field),
          message: `"${readable.scheme.name}" offers the ${name} flow, which RFC 9700 advises against: could clients use the authorization code with PKCE?`,
        };
      }
    }
  },
});
