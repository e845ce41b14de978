// Path items and their operations. What an operation says is read when somebody asks for it.
import type { Place } from '../../text/span';
import { type Parameter, readParameters } from './parameters';
import {
  type Field,
  fieldOf,
  fieldsOf,
  fieldValue,
  get,
  isTrue,
  itemsOf,
  keyPlace,
  type Part,
  textAt,
  textOf,
  valueIn,
} from './part';
import { type Library, partOf, type Resolution, resolve } from './references';
import { type Responses, readResponses } from './responses';
import { type Effective, effectiveOf, readSecurity, type Security } from './security';
import { readServers, readServersOf2, type Server } from './servers';
import { atLeast, type Version } from './version';

/** What an item of paths needs to know of the document around it. */
export type Surroundings = {
  readonly version: Version;
  readonly library: Library;
  readonly root: Part;
  readonly security: Security;
  readonly servers: readonly Server[];
};

/** A path with its operations; webhooks and callbacks are items, too, but describe requests that the API sends. */
export type PathItem = {
  readonly kind: 'path' | 'webhook' | 'callback';
  /** The path template, the webhook's name, or the callback's expression. */
  readonly path: string;
  readonly field: Field;
  readonly resolution: Resolution;
  /** The item itself, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  readonly operations: readonly Operation[];
};

export type Operation = {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly item: PathItem;
  /** The key of the method. */
  readonly field: Field;
  /** Where the key of the method stands. */
  readonly at: Place;
  /** What the operation says, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  /** Its own `security`. */
  readonly own: Security;
  readonly effective: Effective;
  readonly responses: Responses;
  /** Its own parameters, and those of its path that it does not replace. */
  readonly parameters: readonly Parameter[];
  readonly servers: readonly Server[];
  readonly callbacks: readonly PathItem[];
  readonly operationId: string | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  /** The entry of one of its keys. */
  fieldAt(key: string): Field | null;
  /** Whether a switch such as `x-internal` is on, at the operation or at its path. */
  isMarked(extension: string): boolean;
};

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** The keys of a path item that are methods. */
function methodsOf(version: Version): readonly string[] {
  if (version.family === '2.0') return METHODS;
  return atLeast(version, '3.2') ? [...METHODS, 'trace', 'query'] : [...METHODS, 'trace'];
}

/** Reads the items of `paths` or `webhooks`; those of an earlier version whose entries are still there are taken from it. */
export function readItems(
  around: Surroundings,
  map: Part | null,
  kind: PathItem['kind'],
  earlier: readonly PathItem[] = [],
): readonly PathItem[] {
  const known = new Map(earlier.map((item) => [item.field.entry, item]));
  return fieldsOf(map)
    .filter(({ entry }) => !entry.key.startsWith('x-'))
    .map((field) => known.get(field.entry) ?? new ReadItem(around, field, kind));
}

/** An item of which each question is worked out when it is first asked. */
class ReadItem implements PathItem {
  private resolved: Resolution | null = null;
  private own: readonly Operation[] | null = null;

  constructor(
    private readonly around: Surroundings,
    readonly field: Field,
    readonly kind: PathItem['kind'],
  ) {}

  get path(): string {
    return this.field.entry.key;
  }

  get resolution(): Resolution {
    this.resolved ??= resolve(this.around.library, fieldValue(this.field));
    return this.resolved;
  }

  get body(): Part | null {
    return partOf(this.resolution);
  }

  get operations(): readonly Operation[] {
    this.own ??= readOperations(this.around, this, this.body, valueIn(this.field));
    return this.own;
  }
}

/** The operations of an item: where it has a `$ref`, those beside it are the item's as well (OAS 3.1, Path Item Object). */
function readOperations(
  around: Surroundings,
  item: PathItem,
  body: Part | null,
  written: Part | null,
): readonly Operation[] {
  const parts = body === null || written?.node === body.node ? [written] : [written, body];
  const methods = methodsOf(around.version);
  const found = new Map<string, Operation>();
  for (const part of parts) {
    for (const field of fieldsOf(part)) if (methods.includes(field.entry.key)) note(part, field);
    if (!atLeast(around.version, '3.2')) continue;
    for (const field of fieldsOf(get(part, 'additionalOperations'))) note(part, field);
  }
  return [...found.values()].sort((a, b) => a.field.entry.keySpan.start - b.field.entry.keySpan.start);

  function note(owner: Part | null, field: Field): void {
    if (owner === null || field.entry.value.kind !== 'map') return;
    const operation = new ReadOperation(around, item, owner, field);
    found.set(operation.method, operation);
  }
}

/** An operation of which each question is worked out when it is first asked. */
class ReadOperation implements Operation {
  readonly method: string;
  private resolved: Resolution | null = null;
  private written: Security | null = null;
  private holding: Effective | null = null;
  private answers: Responses | null = null;
  private taken: readonly Parameter[] | null = null;
  private placed: readonly Server[] | null = null;
  private called: readonly PathItem[] | null = null;

  /** @param owner the item that it is written in, its references followed */
  constructor(
    private readonly around: Surroundings,
    readonly item: PathItem,
    private readonly owner: Part,
    readonly field: Field,
  ) {
    this.method = field.entry.key.toUpperCase();
  }

  get path(): string {
    return this.item.path;
  }

  get at(): Place {
    return keyPlace(this.field);
  }

  get body(): Part | null {
    this.resolved ??= resolve(this.around.library, fieldValue(this.field));
    return partOf(this.resolved);
  }

  get own(): Security {
    this.written ??= readSecurity(this.around.library, this.body);
    return this.written;
  }

  get effective(): Effective {
    this.holding ??= effectiveOf(this.own, this.around.security);
    return this.holding;
  }

  get responses(): Responses {
    this.answers ??= readResponses(this.around.library, this.body ?? this.owner);
    return this.answers;
  }

  get parameters(): readonly Parameter[] {
    this.taken ??= readParameters(this.around.library, this.body, this.owner);
    return this.taken;
  }

  get servers(): readonly Server[] {
    this.placed ??= this.readServers();
    return this.placed;
  }

  get callbacks(): readonly PathItem[] {
    this.called ??= fieldsOf(get(this.body, 'callbacks')).flatMap((callback) => {
      const found = partOf(resolve(this.around.library, fieldValue(callback)));
      return found === null ? [] : readItems(this.around, found, 'callback');
    });
    return this.called;
  }

  get operationId(): string | null {
    return textAt(this.body, 'operationId');
  }

  get summary(): string | null {
    return textAt(this.body, 'summary');
  }

  get description(): string | null {
    return textAt(this.body, 'description');
  }

  get tags(): readonly string[] {
    return itemsOf(get(this.body, 'tags'))
      .map(textOf)
      .filter((tag) => tag !== null);
  }

  fieldAt(key: string): Field | null {
    return fieldOf(this.body, key);
  }

  isMarked(extension: string): boolean {
    return isTrue(this.body, extension) || isTrue(this.owner, extension);
  }

  private readServers(): readonly Server[] {
    const { around, body, owner } = this;
    if (around.version.family === '2.0')
      return fieldOf(body, 'schemes') === null ? around.servers : readServersOf2(around.root, body);
    return readServers(body) ?? readServers(owner) ?? around.servers;
  }
}
