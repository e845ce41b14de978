// openapi/apikey-duplicated-as-parameter: a key that is described twice, as a scheme and as a parameter.
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import { keyPlace } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { authorizationParameters } from '../openapi-shared/causes';
import { parameterGroups, removeParameter } from '../openapi-shared/parameter-groups';

export const rule = openapiRule({
  id: 'openapi/apikey-duplicated-as-parameter',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A key is a scheme and a parameter, so generated clients ask for it twice and send the second.',
  *check(context) {
    const groups = parameterGroups(context, (one, operation) => twinOf(context, one, operation) !== null);
    for (const group of groups) {
      const [operation] = group.operations;
      const [item] = group.items;
      const scheme = operation === undefined || item === undefined ? null : twinOf(context, item, operation);
      if (operation === undefined || scheme === null) continue;
      const more = group.operations.length > 1 ? ` and ${group.operations.length - 1} more` : '';
      yield {
        at: keyPlace(group.nameField),
        message: `The parameter ${group.name} of ${operation.method} ${operation.path}${more} is the key of the scheme "${scheme.name}" once more, so generated clients send the argument instead of the configured key: take it out.`,
        related: [{ ...keyPlace(scheme.field), message: 'the scheme that says it already' }],
        fixes: fix('Take the parameter out', 'safe', removeParameter(context, group)),
      };
    }
  },
});

/** The key that an operation demands, and that travels where the parameter does. Authorization has a rule of its own. */
function twinOf({ contract }: OpenApiContext, one: Parameter, operation: Operation): SecurityScheme | null {
  if (one.name === null || authorizationParameters(contract, operation).includes(one)) return null;
  const name = one.in === 'header' ? one.name.toLowerCase() : one.name;
  for (const { demands } of operation.effective.alternatives) {
    for (const demand of demands) {
      const named = contract.schemeNamed(demand.name);
      if (named.kind !== 'declared' || named.scheme.type !== 'apiKey') continue;
      const { carrier } = named.scheme;
      if (carrier?.in === one.in && carrier.name === name) return named.scheme;
    }
  }
  return null;
}
