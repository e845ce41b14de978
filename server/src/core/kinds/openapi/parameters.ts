// Parameters of operations and paths: where they travel, what they are called.
import { type Field, fieldOf, get, isTrue, itemsOf, type Part, placeOf, textOf } from './part';
import { type Library, partOf, resolve } from './references';

export type Parameter = {
  /** The item of the list, a reference perhaps. */
  readonly item: Part;
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
  const inherited = readList(library, item, 'path');
  if (own.length === 0 || inherited.length === 0) return own.length === 0 ? inherited : own;
  const names = new Set(own.map(keyOf));
  return [...own, ...inherited.filter((one) => !names.has(keyOf(one)))];
}

function readList(library: Library, owner: Part | null, of: Parameter['of']): readonly Parameter[] {
  return itemsOf(get(owner, 'parameters')).map((item) => new ReadParameter(library, item, of));
}

/** A parameter of which each question is worked out when it is first asked: most are asked for their names alone. */
class ReadParameter implements Parameter {
  private led: { readonly body: Part | null } | null = null;
  private called: string | null | undefined;

  constructor(
    private readonly library: Library,
    readonly item: Part,
    readonly of: Parameter['of'],
  ) {}

  get body(): Part | null {
    this.led ??= { body: partOf(resolve(this.library, this.item)) };
    return this.led.body;
  }

  get name(): string | null {
    if (this.called === undefined) this.called = textOf(get(this.body, 'name'));
    return this.called;
  }

  get in(): string | null {
    return textOf(get(this.body, 'in'));
  }

  get isRequired(): boolean {
    return isTrue(this.body, 'required');
  }

  get nameField(): Field | null {
    return fieldOf(this.body, 'name');
  }
}

function keyOf({ in: place, name, item }: Parameter): string {
  if (name === null) return `${placeOf(item).span.start}`;
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}
