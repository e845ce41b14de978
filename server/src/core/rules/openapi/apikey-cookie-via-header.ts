// openapi/apikey-cookie-via-header: a cookie described as a header, which browsers do not let clients set.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { cookieNameIn } from '../openapi-shared/cookies';
import { reshape } from '../openapi-shared/reshape';
import { schemesOfType, told, wordsOf } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-cookie-via-header',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A session cookie is described as the header Cookie, which clients in a browser cannot set.',
  *check({ contract, change }) {
    for (const readable of schemesOfType(contract, 'apiKey')) {
      const { scheme, body } = readable;
      const name = told(body, 'name');
      if (name === null || scheme.text('in') !== 'header' || name.text.toLowerCase() !== 'cookie') continue;
      const isOld = contract.version.family === '2.0';
      const cookie = cookieNameIn(wordsOf(readable)) ?? 'session';
      const todo = isOld
        ? 'in 3.x it would be "in: cookie"'
        : 'write "in: cookie" and the name of the cookie';
      yield {
        at: keyPlace(name.field),
        message: `The scheme "${scheme.name}" asks for the header Cookie, which browsers forbid clients to set, so they send nothing: ${todo}.`,
        fixes: isOld
          ? []
          : fix(
              `Make it the cookie "${cookie}"`,
              'review',
              reshape(change, body, { in: 'cookie', name: cookie }, []),
            ),
      };
    }
  },
});
