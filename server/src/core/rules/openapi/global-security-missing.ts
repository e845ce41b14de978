// openapi/global-security-missing: schemes are declared, and nothing demands any of them.
import type { Change } from '../../kinds/openapi/edits';
import { fieldOf, keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isNothingDemanded } from '../openapi-shared/applied';
import { openWitness } from '../openapi-shared/witnesses';

export const rule = openapiRule({
  id: 'openapi/global-security-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Schemes are declared and nothing demands one, so that by the contract everybody is let in.',
  *check(context) {
    const { contract } = context;
    if (contract.declared === null || !isNothingDemanded(context)) return;
    const names = [...contract.schemes.keys()];
    const what = names.length === 1 ? `"${names[0]}" is declared` : `${names.length} schemes are declared`;
    const operation = context.facts.open.find(({ own }) => own.kind === 'absent');
    yield {
      at: keyPlace(contract.declared),
      message: `${what} and nothing demands ${names.length === 1 ? 'it' : 'one'}, so by the contract everybody is let in: add a "security" to the document.`,
      witness: operation === undefined ? null : openWitness(context, operation),
      fixes: [
        ...fix(`Demand ${names.join(' or ')} everywhere`, 'review', addSecurity(context, names)),
        ...fix('Say that everybody is let in, with "security: []"', 'review', addSecurity(context, [])),
      ],
    };
  },
});

/** Behind the servers, where most documents have it. */
function addSecurity({ contract, change }: OpenApiContext, names: readonly string[]): Change {
  const { root } = contract;
  const after = ['servers', 'schemes', 'basePath', 'host'].find((key) => fieldOf(root, key) !== null);
  const requirements = names.map((name) => ({ [name]: [] }));
  const where = after === undefined ? ({ before: 'paths' } as const) : { after };
  return change.insert(root, 'security', requirements, where);
}
