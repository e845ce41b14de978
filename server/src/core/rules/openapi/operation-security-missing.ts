// openapi/operation-security-missing: nearly all operations demand credentials, and this one says nothing.
import type { Report } from '../../findings/finding';
import type { DataValue } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { customOf } from '../openapi-shared/forgotten';
import { openOperation } from '../openapi-shared/open-operation';
import { isRead } from '../openapi-shared/public-intents';
import { openWitness } from '../openapi-shared/witnesses';

export const rule = openapiRule({
  id: 'openapi/operation-security-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Nearly all operations demand credentials, and one says nothing, so everybody may call it.',
  *check(context) {
    const { contract, operations, facts } = context;
    const demanding = customOf(contract, operations);
    for (const operation of facts.forgotten) yield report(context, operation, demanding, operations.length);
  },
});

function report(context: OpenApiContext, operation: Operation, secured: number, count: number): Report {
  const { method, path, body } = operation;
  const asks = isRead(method);
  const usual = usualSecurity(context);
  const insert =
    usual === null || body === null
      ? null
      : context.change.insert(body, 'security', usual, { before: 'responses' });
  const open = `Say that ${method} ${path} is public`;
  return {
    at: operation.at,
    message: asks
      ? `${method} ${path} demands nothing, while ${secured} of ${count} operations demand credentials: is it public? Then say so with "security: []".`
      : `${method} ${path} demands nothing, while ${secured} of ${count} operations demand credentials: everybody may call it. Give it a "security", "[]" if that is meant.`,
    certainty: asks ? 'hint' : 'assert',
    witness: openWitness(context, operation),
    fixes: [
      ...fix(`Demand of ${method} ${path} what most others do`, 'review', insert),
      ...fix(open, 'review', openOperation(context, operation)),
    ],
  };
}

/** The `security` that most operations have. */
function usualSecurity({ facts }: OpenApiContext): DataValue | null {
  const counts = new Map<string, { readonly value: DataValue; count: number }>();
  for (const { effective } of facts.secured) {
    const value = effective.alternatives.map(({ demands }) =>
      Object.fromEntries(demands.map(({ name, scopes }) => [name, scopes.map((scope) => scope.name)])),
    );
    const id = JSON.stringify(value);
    const known = counts.get(id);
    if (known === undefined) counts.set(id, { value, count: 1 });
    else known.count++;
  }
  let best: { readonly value: DataValue; readonly count: number } | null = null;
  for (const one of counts.values()) if (best === null || one.count > best.count) best = one;
  return best?.value ?? null;
}
