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

/** The parameters of all paths that are called so and that a question holds for, in the order of the operations. */
export function parameterGroups(
  { operations }: OpenApiContext,
  isCalled: (name: string) => boolean,
  isMeant: (parameter: Parameter, operation: Operation) => boolean,
): readonly ParameterGroup[] {
  const groups = new Map<string, { group: ParameterGroup; items: Parameter[]; operations: Operation[] }>();
  const seen = new Set<string>();
  for (const { parameter, operation } of calledSo(operations, isCalled)) {
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
  return [...groups.values()].map(({ group }) => group);
}

type Placed = { readonly parameter: Parameter; readonly operation: Operation; readonly order: number };

/** The parameters of operations by their names: there are few names, and many operations. */
const named = new WeakMap<readonly Operation[], ReadonlyMap<string, readonly Placed[]>>();

function calledSo(operations: readonly Operation[], isCalled: (name: string) => boolean): readonly Placed[] {
  const groups = [...byName(operations)].filter(([name]) => isCalled(name));
  return groups.flatMap(([, group]) => group).sort((a, b) => a.order - b.order);
}

function byName(operations: readonly Operation[]): ReadonlyMap<string, readonly Placed[]> {
  const known = named.get(operations);
  if (known !== undefined) return known;
  const made = new Map<string, Placed[]>();
  let order = 0;
  for (const operation of operations) {
    for (const parameter of operation.parameters) {
      const { name } = parameter;
      if (name === null) continue;
      const group = made.get(name);
      const placed = { parameter, operation, order: order++ };
      if (group === undefined) made.set(name, [placed]);
      else group.push(placed);
    }
  }
  named.set(operations, made);
  return made;
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
