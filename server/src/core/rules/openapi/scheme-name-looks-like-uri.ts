// openapi/scheme-name-looks-like-uri: a scheme whose name hides what a URI would lead to.
import { keyPlace } from '../../kinds/openapi/part';
import { atLeast } from '../../kinds/openapi/version';
import { openapiRule } from '../openapi-rule';

export const rule = openapiRule({
  id: 'openapi/scheme-name-looks-like-uri',
  kind: 'contract-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'The name of a scheme looks like a URI, and requirements that mean the URI get this scheme.',
  *check({ contract }) {
    if (!atLeast(contract.version, '3.2')) return;
    for (const { name, field } of contract.schemes.values()) {
      if (!/^(?:[a-z][a-z0-9+.-]*:|#|\.{1,2}\/|\/)|\//i.test(name)) continue;
      yield {
        at: keyPlace(field),
        message: `"${name}" looks like a URI, and requirements that mean what stands there get this scheme instead: could it have a plain name?`,
      };
    }
  },
});
