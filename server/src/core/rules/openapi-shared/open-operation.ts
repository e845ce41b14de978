// Makes an operation public: `security: []`, which replaces whatever the root demands.
import type { Change } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { valueIn } from '../../kinds/openapi/part';
import type { OpenApiContext } from '../openapi-rule';

/** Sets the operation's own `security` to the empty list; `null` where that would change other operations, too. */
export function openOperation({ change }: OpenApiContext, operation: Operation): Change {
  const { own, body } = operation;
  if (body === null) return null;
  if (own.kind === 'absent') return change.insert(body, 'security', [], 'first');
  const value = valueIn(own.field);
  return value === null ? null : change.replace(value, []);
}

/** Whether an operation itself says that it is public: by the empty list, or by `{}` alone. */
export function isOpenByChoice({ effective }: Operation): boolean {
  return effective.access === 'public' && effective.from === 'operation';
}
