// openapi/apikey-in-invalid: a key travels where none can.
import { keyPlace } from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { fix, openapiRule } from '../openapi-rule';
import { schemesOfType, told } from '../openapi-shared/schemes';

const PLACES = ['header', 'query', 'cookie'];

export const rule = openapiRule({
  id: 'openapi/apikey-in-invalid',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'An API key is said to travel where no key can, so clients do not send it.',
  *check({ contract, change }) {
    const places = contract.version.family === '2.0' ? PLACES.slice(0, 2) : PLACES;
    for (const { scheme, body } of schemesOfType(contract, 'apiKey')) {
      const place = told(body, 'in');
      // A cookie is known to the later versions: openapi/oas3-keyword-in-oas2 speaks of it.
      if (place === null || place.text.trim() === '' || PLACES.includes(place.text)) continue;
      const meant = closest(place.text.replace(/s$/, ''), places) ?? 'header';
      yield {
        at: keyPlace(place.field),
        message: `The API key "${scheme.name}" is in "${place.text}", where no key can be, so clients do not send it: write "in: ${meant}", or another of ${places.join(', ')}.`,
        fixes: fix(`Write "in: ${meant}"`, 'review', change.replaceText(place.value, meant)),
      };
    }
  },
});
