// Parameters as they are written, each once with the operations that take it, and how they are taken out.
import type { Change } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import { type Field, fieldOf, idOf, itemsOf, type Part, valueIn } from '../../kinds/openapi/part';
import type { OpenApiContext } from '../openapi-rule';
import { joined } from './reshape';

/** A parameter that is written once: in a list, or as a component that lists refer to. */
export type ParameterGroup = {
  readonly body: Part;
  readonly name: string;
  readonly nameField: Field;
  /** The items by which operations take it, each once. */
  readonly items: readonly Parameter[];
  readonly operations: readonly Operation[];
};

/** The parameters of all paths that a question holds for, in the order of the operations. */
export function parameterGroups(
  { operations }: OpenApiContext,
  isMeant: (parameter: Parameter, operation: Operation) => boolean,
): readonly ParameterGroup[] {
  const groups = new Map<string, { group: ParameterGroup; items: Parameter[]; operations: Operation[] }>();
  const seen = new Set<string>();
  for (const operation of operations) {
    for (const parameter of operation.parameters) {
      const { body, name, nameField } = parameter;
      if (body === null || name === null || nameField === null || !isMeant(parameter, operation)) continue;
      const id = idOf(body);
      const known = groups.get(id);
      const items = known?.items ?? [];
      const users = known?.operations ?? [];
      const itemId = idOf(parameter.item);
      if (!seen.has(itemId)) items.push(parameter);
      seen.add(itemId);
      users.push(operation);
      if (known !== undefined) continue;
      groups.set(id, {
        group: { body, name, nameField, items, operations: users },
        items,
        operations: users,
      });
    }
  }
  return [...groups.values()].map(({ group }) => group);
}

/** Takes a parameter out of every list that has it; with the list where nothing else is in it. */
export function removeParameter({ change }: OpenApiContext, { items, operations }: ParameterGroup): Change {
  const steps = items.map(({ item, of }) => {
    const owner = operations.find((operation) => listOf(operation, of, item) !== null);
    const list = owner === undefined ? null : listOf(owner, of, item);
    return list !== null && itemsOf(valueIn(list)).length === 1
      ? change.remove(list)
      : change.removeItem(item);
  });
  return joined(...steps);
}

/** The key `parameters` of the list that an item stands in; `null` where it stands elsewhere. */
function listOf(operation: Operation, of: Parameter['of'], item: Part): Field | null {
  const field = fieldOf(of === 'operation' ? operation.body : operation.item.body, 'parameters');
  return itemsOf(valueIn(field)).some((one) => idOf(one) === idOf(item)) ? field : null;
}
