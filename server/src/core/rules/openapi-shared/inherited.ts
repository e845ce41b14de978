// Operations that must answer without credentials, and inherit what the root demands.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext } from '../openapi-rule';
import { openOperation } from './open-operation';
import { refusalWitness } from './witnesses';

/** The secured operations of a method whose requirement is the root's: one of their own is a decision. */
export function heirs({ facts }: OpenApiContext, methods: readonly string[]): readonly Operation[] {
  return facts.secured.filter(
    (operation) =>
      operation.effective.from === 'root' &&
      methods.includes(operation.method) &&
      !facts.isExplained(operation),
  );
}

/** Reports an operation that refuses those who cannot have credentials, with the fix that opens it. */
export function overProtected(context: OpenApiContext, operation: Operation, message: string): Report {
  const { method, path, effective } = operation;
  const [demand] = effective.alternatives.flatMap(({ demands }) => demands);
  return {
    at: operation.at,
    message,
    related: demand === undefined ? [] : [{ ...keyPlace(demand.field), message: 'demanded here' }],
    witness: refusalWitness(context, context.bareRequest(operation)),
    fixes: fix(`Make ${method} ${path} public`, 'review', openOperation(context, operation)),
  };
}

/** The names of what an operation demands first: `bearerAuth`. */
export function demandOf({ effective }: Operation): string {
  const [demand] = effective.alternatives.flatMap(({ demands }) => demands);
  return demand === undefined ? 'credentials' : `"${demand.name}"`;
}
