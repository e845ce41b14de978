// openapi/google-jwt-audience-missing: tokens are accepted for the name of the service alone.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { issuedSchemes } from '../openapi-shared/google';

export const rule = openapiRule({
  id: 'openapi/google-jwt-audience-missing',
  kind: 'token-lifetime',
  certainty: 'hint',
  severity: 'off',
  summary:
    'No audience is named, so the gateways of Google refuse all tokens but those for the name of the service.',
  *check({ contract, facts, layer, change }) {
    if ([...layer.documents.values()].some(({ known }) => known.has('x-security'))) return;
    for (const scheme of issuedSchemes(contract)) {
      const field = scheme.at('x-google-issuer');
      if (field === null || scheme.body === null || scheme.at('x-google-audiences') !== null) continue;
      if (!facts.usesOf.has(scheme.name)) continue;
      yield {
        at: keyPlace(field),
        message: `"${scheme.name}" names no x-google-audiences, so tokens for anything but https://NAME-OF-THE-SERVICE get a 401: are clients given such?`,
        fixes: fix(
          'Add x-google-audiences, to be filled in',
          'review',
          change.insert(scheme.body, 'x-google-audiences', '', { after: 'x-google-issuer' }),
        ),
      };
    }
  },
});
