// openapi/oauth2-scope-unused: a scope that nobody asks for.
import { fieldsOf, keyPlace, valueIn } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { flowsOf, schemesOfType } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oauth2-scope-unused',
  kind: 'contract-mismatch',
  certainty: 'hint',
  severity: 'off',
  summary: 'A flow gives a scope that no operation asks for.',
  *check({ contract, facts, change }) {
    if (contract.isLibrary) return;
    for (const readable of schemesOfType(contract, 'oauth2')) {
      const { name } = readable.scheme;
      const uses = facts.usesOf.get(name) ?? [];
      // A scheme that nobody demands has a rule of its own.
      if (uses.length === 0 || uses.some(({ demand }) => demand.shape !== 'list')) continue;
      const asked = new Set(uses.flatMap(({ demand }) => demand.scopes.map((scope) => scope.name)));
      for (const flow of flowsOf(contract, readable)) {
        for (const scope of fieldsOf(valueIn(flow.scopes))) {
          const { key } = scope.entry;
          if (asked.has(key) || key.startsWith('x-')) continue;
          yield {
            at: keyPlace(scope),
            message: `No operation asks for the scope "${key}" of "${name}": is it still needed?`,
            unnecessary: true,
            fixes: fix(`Take "${key}" out`, 'review', change.remove(scope)),
          };
        }
      }
    }
  },
});
