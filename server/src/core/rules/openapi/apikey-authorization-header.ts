// openapi/apikey-authorization-header: a bearer token described as a key, so that clients leave out the word Bearer.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { isBearerKey } from '../openapi-shared/bearer-keys';
import { reshape } from '../openapi-shared/reshape';
import { schemesOfType, told, wordsOf } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-authorization-header',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A bearer token is described as an API key, so clients send it without the word Bearer.',
  *check({ contract, change }) {
    for (const readable of schemesOfType(contract, 'apiKey')) {
      const { scheme, body } = readable;
      const name = told(body, 'name');
      if (name === null || !isBearerKey(contract, readable)) continue;
      const format = /jwt/i.test(wordsOf(readable)) ? { bearerFormat: 'JWT' } : {};
      const wanted = { type: 'http', scheme: 'bearer', ...format };
      yield {
        at: keyPlace(name.field),
        message: `The scheme "${scheme.name}" speaks of a bearer token and is an API key, so clients send the bare token without "Bearer": write "type: http" and "scheme: bearer".`,
        fixes: fix(
          'Make it "type: http" with "scheme: bearer"',
          'review',
          reshape(change, body, wanted, ['name', 'in']),
        ),
      };
    }
  },
});
