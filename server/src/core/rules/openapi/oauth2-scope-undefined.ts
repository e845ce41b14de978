// openapi/oauth2-scope-undefined: an operation asks for a scope that no flow gives.
import type { Fix, Report } from '../../findings/finding';
import { hasHiddenKeys, type Part, placeOf, valueIn } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import type { Use } from '../openapi-shared/facts';
import { joined } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/oauth2-scope-undefined',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A requirement asks for a scope that no flow of its scheme gives, so clients cannot get it.',
  *check(context) {
    for (const [name, uses] of context.facts.usesOf) {
      const named = context.contract.schemeNamed(name);
      if (named.kind !== 'declared') continue;
      const given = scopesOf(named.scheme);
      if (given === null) continue;
      for (const use of uses) {
        for (const scope of use.demand.scopes) {
          if (!given.has(scope.name)) yield report(context, named.scheme, given, use, scope);
        }
      }
    }
  },
});

/** The scopes of all flows; `null` where they cannot all be known, or where that they lack is the fault of a flow. */
function scopesOf({ type, flows, scopes }: SecurityScheme): ReadonlySet<string> | null {
  if (type !== 'oauth2' || scopes === null || flows.length === 0) return null;
  const isUnsure = flows.some((flow) => {
    const list = valueIn(flow.scopes);
    return list?.node.kind !== 'map' || hasHiddenKeys(list);
  });
  return isUnsure ? null : new Set(scopes.keys());
}

type Scope = { readonly name: string; readonly part: Part };

function report(
  context: OpenApiContext,
  scheme: SecurityScheme,
  given: ReadonlySet<string>,
  { demand, operation }: Use,
  { name, part }: Scope,
): Report {
  const taken = new Set(demand.scopes.map((scope) => scope.name));
  const near = closest(
    name,
    [...given].filter((one) => !taken.has(one)),
  );
  const who = operation === null ? 'The root' : `${operation.method} ${operation.path}`;
  const todo = near === null ? 'add it to the flows' : `write "${near}", or add it to the flows`;
  return {
    at: placeOf(part),
    message: `${who} asks for the scope "${name}", which no flow of "${scheme.name}" gives, so clients cannot ask for it: ${todo}.`,
    fixes: fixes(context, scheme, name, part, near),
  };
}

function fixes(
  { change }: OpenApiContext,
  { flows }: SecurityScheme,
  name: string,
  part: Part,
  near: string | null,
): readonly Fix[] {
  const lists = flows.map((flow) => valueIn(flow.scopes)).filter((list) => list !== null);
  const added = joined(...lists.map((list) => change.insert(list, name, name)));
  return [
    ...(near === null ? [] : fix(`Write "${near}"`, 'review', change.replaceText(part, near))),
    ...fix(lists.length > 1 ? `Add "${name}" to every flow` : `Add "${name}" to the flow`, 'review', added),
  ];
}
