// openapi/apikey-duplicated-as-parameter: a key that is described twice, as a scheme and as a parameter.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import { keyPlace } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { authorizationParameters } from '../openapi-shared/causes';
import { type ParameterGroup, parameterGroups, removeParameter } from '../openapi-shared/parameter-groups';
import { joined } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/apikey-duplicated-as-parameter',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A key is a scheme and a parameter, so generated clients ask for it twice and send the second.',
  *check(context) {
    const keys = keyNames(context);
    const groups = parameterGroups(
      context,
      (name) => keys.has(name.toLowerCase()),
      (one, operation) => twinOf(context, one, operation) !== null,
    );
    const [first] = groups;
    if (first === undefined) return;
    if (groups.length > FEW) yield* report(context, first, groups);
    else for (const group of groups) yield* report(context, group, [group]);
  },
});

/** So many parameters are named one by one; where there are more it is one cause. */
const FEW = 10;

function* report(
  context: OpenApiContext,
  { name, nameField, operations, items }: ParameterGroup,
  all: readonly ParameterGroup[],
): Generator<Report> {
  const [operation] = operations;
  const [item] = items;
  const scheme = operation === undefined || item === undefined ? null : twinOf(context, item, operation);
  if (operation === undefined || scheme === null) return;
  const others = all.reduce((sum, group) => sum + group.operations.length, 0) - 1;
  const more = others > 0 ? ` and ${others} more` : '';
  yield {
    at: keyPlace(nameField),
    message: `The parameter ${name} of ${operation.method} ${operation.path}${more} is the key of the scheme "${scheme.name}" once more, so generated clients send the argument instead of the configured key: take it out.`,
    related: [{ ...keyPlace(scheme.field), message: 'the scheme that says it already' }],
    fixes: fix(
      all.length === 1 ? 'Take the parameter out' : `Take all ${all.length} parameters out`,
      'safe',
      joined(...all.map((group) => removeParameter(context, group))),
    ),
  };
}

/** The names of the keys that anything demands, in lower case. */
function keyNames({ contract, facts }: OpenApiContext): ReadonlySet<string> {
  const schemes = [...facts.usesOf.keys()].map((name) => contract.schemeNamed(name));
  const carriers = schemes.map((named) => (named.kind === 'declared' ? named.scheme.carrier : null));
  return new Set(carriers.map((carrier) => carrier?.name.toLowerCase() ?? ''));
}

/** What an endpoint of OAuth takes is its protocol's (RFC 6749, sections 4.1.1 and 4.1.3), whatever else it is. */
function isOfOAuth({ name }: Parameter, { parameters }: Operation): boolean {
  if (name !== 'client_id' && name !== 'client_secret') return false;
  return parameters.some((other) => /^(?:redirect_uri|response_type|grant_type)$/.test(other.name ?? ''));
}

/** The key that an operation demands, and that travels where the parameter does. Authorization has a rule of its own. */
function twinOf({ contract }: OpenApiContext, one: Parameter, operation: Operation): SecurityScheme | null {
  if (one.name === null || isOfOAuth(one, operation)) return null;
  if (authorizationParameters(contract, operation).includes(one)) return null;
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
