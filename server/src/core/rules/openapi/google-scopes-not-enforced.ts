// openapi/google-scopes-not-enforced: scopes that no gateway of Google looks at.
import { keyPlace } from '../../kinds/openapi/part';
import { openapiRule } from '../openapi-rule';
import { issuedSchemes } from '../openapi-shared/google';

export const rule = openapiRule({
  id: 'openapi/google-scopes-not-enforced',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'off',
  summary: 'Scopes are demanded that the gateways of Google do not check.',
  *check({ contract, facts }) {
    for (const { name } of issuedSchemes(contract)) {
      const uses = (facts.usesOf.get(name) ?? []).filter(({ demand }) => demand.scopes.length > 0);
      const [first, ...others] = uses;
      const [scope] = first?.demand.scopes ?? [];
      if (first === undefined || scope === undefined) continue;
      const more = others.length === 0 ? '' : ` (and ${others.length} more times)`;
      yield {
        at: keyPlace(first.demand.field),
        message: `The scope "${scope.name}" of "${name}"${more} is not checked by the gateways of Google, which look at issuer and audience alone: does the service check it?`,
        related: others.slice(0, 20).map(({ demand }) => ({
          ...keyPlace(demand.field),
          message: 'scopes are demanded here as well',
        })),
      };
    }
  },
});
