// openapi/scopes-on-non-oauth: scopes of a scheme that has none, before 3.1 made roles of them.
import { keyPlace, valueIn } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { atLeast } from '../../kinds/openapi/version';
import { fix, openapiRule } from '../openapi-rule';
import { joined } from '../openapi-shared/reshape';
import { isGatewayScheme } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/scopes-on-non-oauth',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A requirement asks for scopes of a scheme that has none, so nobody checks them.',
  *check({ contract, facts, change }) {
    // From 3.1 on they are roles (OAS 3.1, Security Requirement Object).
    if (atLeast(contract.version, '3.1')) return;
    for (const [name, uses] of facts.usesOf) {
      const named = contract.schemeNamed(name);
      if (named.kind !== 'declared' || !hasNoScopes(named.scheme)) continue;
      const [first, ...more] = uses.filter(({ demand }) => demand.scopes.length > 0);
      if (first === undefined) continue;
      const all = [first, ...more]
        .map(({ demand }) => valueIn(demand.field))
        .filter((value) => value !== null);
      const count = more.length === 0 ? '' : ` (here and in ${more.length} more requirements)`;
      yield {
        at: keyPlace(first.demand.field),
        message: `"${name}" is of type ${named.scheme.type}, which has no scopes before OpenAPI 3.1, so nobody checks ${first.demand.scopes.map((scope) => `"${scope.name}"`).join(', ')}${count}: write "${name}: []".`,
        fixes: fix(
          all.length === 1 ? `Write "${name}: []"` : `Write "${name}: []" in all ${all.length} requirements`,
          'review',
          joined(...all.map((value) => change.replace(value, []))),
        ),
      };
    }
  },
});

function hasNoScopes({ type, body }: SecurityScheme): boolean {
  if (body === null || isGatewayScheme(body)) return false;
  return type === 'basic' || type === 'http' || type === 'apiKey';
}
