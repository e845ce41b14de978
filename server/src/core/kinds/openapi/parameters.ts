// Parameters of operations and paths: where they travel, what they are called.
import { type Field, fieldOf, get, isTrue, itemsOf, type Part, placeOf, textOf, valueIn } from './part';
import { type Library, type Resolution, resolve } from './references';

export type Parameter = {
  /** The item of the list, a reference perhaps. */
  readonly item: Part;
  readonly resolution: Resolution;
  /** What it says, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  readonly name: string | null;
  readonly in: string | null;
  readonly isRequired: boolean;
  /** The key `name` of what it says. */
  readonly nameField: Field | null;
  /** Whether it is the operation's own, or its path's. */
  readonly of: 'operation' | 'path';
};

/** The parameters of an operation: its own ones replace those of its path with the same name and place. */
export function readParameters(library: Library, operation: Part | null, item: Part): readonly Parameter[] {
  const own = readList(library, operation, 'operation');
  const names = new Set(own.map(keyOf));
  return [...own, ...readList(library, item, 'path').filter((one) => !names.has(keyOf(one)))];
}

function readList(library: Library, owner: Part | null, of: Parameter['of']): readonly Parameter[] {
  return itemsOf(get(owner, 'parameters')).map((item) => readParameter(library, item, of));
}

/** Reads one parameter, of a list or of the components. */
export function readParameter(library: Library, item: Part, of: Parameter['of']): Parameter {
  const resolution = resolve(library, item);
  const body = resolution.kind === 'found' ? resolution.part : null;
  const nameField = fieldOf(body, 'name');
  return {
    item,
    resolution,
    body,
    name: textOf(valueIn(nameField)),
    in: textOf(get(body, 'in')),
    isRequired: isTrue(body, 'required'),
    nameField,
    of,
  };
}

function keyOf({ in: place, name, item }: Parameter): string {
  if (name === null) return `${placeOf(item).span.start}`;
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}
