// openapi/apikey-in-query: a key in the URL, which ends up in logs and histories.
import { keyPlace } from '../../kinds/openapi/part';
import { openapiRule } from '../openapi-rule';
import { schemesOfType, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-in-query',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'off',
  summary: 'A key travels in the query, where logs and histories keep it and redirects lose it.',
  *check({ contract }) {
    for (const { scheme, body } of schemesOfType(contract, 'apiKey')) {
      const place = told(body, 'in');
      if (place?.text !== 'query') continue;
      yield {
        at: keyPlace(place.field),
        message: `The key "${scheme.name}" travels in the query, where logs keep it and redirects lose it: could it be a header?`,
      };
    }
  },
});
