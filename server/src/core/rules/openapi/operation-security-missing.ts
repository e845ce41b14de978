// openapi/operation-security-missing: nearly all operations demand credentials, and this one says nothing.
import type { Report } from '../../findings/finding';
import type { DataValue } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { valueIn } from '../../kinds/openapi/part';
import { gatewayGuard } from '../../kinds/openapi/requirement';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { openOperation } from '../openapi-shared/open-operation';
import { isMeantOpen, isRead } from '../openapi-shared/public-intents';
import { plainValue } from '../openapi-shared/reshape';
import { openWitness } from '../openapi-shared/witnesses';

/** So many operations have to demand something, and this share of the others. */
const LEAST = 3;
const SHARE = 0.8;

export const rule = openapiRule({
  id: 'openapi/operation-security-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Nearly all operations demand credentials, and one says nothing, so everybody may call it.',
  *check(context) {
    const { contract, operations, facts } = context;
    if (contract.security.kind !== 'absent') return;
    // Those that say to be open have decided, and count for neither side.
    const secured =
      facts.secured.length + operations.filter(({ effective }) => effective.access === 'optional').length;
    const silent = operations.filter(({ own }) => own.kind === 'absent');
    const decided = operations.length - secured - silent.length;
    if (secured < LEAST || secured < decided) return;
    if (secured < SHARE * (secured + silent.length - 1)) return;
    for (const operation of silent) {
      if (!isJudged(context, operation)) continue;
      yield report(context, operation, secured, operations.length);
    }
  },
});

function isJudged({ contract, facts }: OpenApiContext, operation: Operation): boolean {
  if (!['GET', 'QUERY', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(operation.method)) return false;
  if (operation.body === null || operation.effective.access !== 'public') return false;
  return (
    !facts.isExplained(operation) && gatewayGuard(operation) === null && !isMeantOpen(contract, operation)
  );
}

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
  for (const { own } of facts.secured) {
    const value = own.kind === 'list' ? plainValue(valueIn(own.field)) : undefined;
    if (value === undefined) continue;
    const id = JSON.stringify(value);
    const known = counts.get(id);
    if (known === undefined) counts.set(id, { value, count: 1 });
    else known.count++;
  }
  let best: { readonly value: DataValue; readonly count: number } | null = null;
  for (const one of counts.values()) if (best === null || one.count > best.count) best = one;
  return best?.value ?? null;
}
