// Path items and their operations. What an operation says is read when somebody asks for it.
import type { Place } from '../../text/span';
import { lazy } from './lazy';
import { type Parameter, readParameters } from './parameters';
import {
  type Field,
  fieldOf,
  fieldsOf,
  get,
  isTrue,
  itemsOf,
  keyPlace,
  type Part,
  textAt,
  textOf,
  valueIn,
} from './part';
import { type Library, type Resolution, resolve } from './references';
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
export function methodsOf(version: Version): readonly string[] {
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
    .map((field) => known.get(field.entry) ?? readItem(around, field, kind));
}

function readItem(around: Surroundings, field: Field, kind: PathItem['kind']): PathItem {
  const resolution = lazy(() => resolve(around.library, { file: field.file, node: field.entry.value }));
  const body = () => {
    const found = resolution();
    return found.kind === 'found' ? found.part : null;
  };
  const operations = lazy(() => readOperations(around, item, body(), valueIn(field)));
  const item: PathItem = {
    kind,
    path: field.entry.key,
    field,
    get resolution() {
      return resolution();
    },
    get body() {
      return body();
    },
    get operations() {
      return operations();
    },
  };
  return item;
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
    const plain = methods.flatMap((method) => fieldOf(part, method) ?? []);
    const more = atLeast(around.version, '3.2') ? fieldsOf(get(part, 'additionalOperations')) : [];
    for (const field of [...plain, ...more]) {
      const method = field.entry.key.toUpperCase();
      if (part !== null && field.entry.value.kind === 'map') {
        found.set(method, readOperation(around, item, part, field));
      }
    }
  }
  return [...found.values()].sort((a, b) => a.field.entry.keySpan.start - b.field.entry.keySpan.start);
}

function readOperation(around: Surroundings, item: PathItem, owner: Part, field: Field): Operation {
  const { library, version } = around;
  const resolved = lazy(() => resolve(library, { file: field.file, node: field.entry.value }));
  const body = () => {
    const found = resolved();
    return found.kind === 'found' ? found.part : null;
  };
  const own = lazy(() => readSecurity(body()));
  const effective = lazy(() => effectiveOf(own(), around.security));
  const responses = lazy(() => readResponses(library, body() ?? owner));
  const parameters = lazy(() => readParameters(library, body(), owner));
  const callbacks = lazy(() =>
    fieldsOf(get(body(), 'callbacks')).flatMap((callback) => {
      const found = resolve(library, { file: callback.file, node: callback.entry.value });
      return found.kind === 'found' ? readItems(around, found.part, 'callback') : [];
    }),
  );
  return {
    method: field.entry.key.toUpperCase(),
    path: item.path,
    item,
    field,
    get at() {
      return keyPlace(field);
    },
    get body() {
      return body();
    },
    get own() {
      return own();
    },
    get effective() {
      return effective();
    },
    get responses() {
      return responses();
    },
    get parameters() {
      return parameters();
    },
    get servers() {
      if (version.family === '2.0') {
        return fieldOf(body(), 'schemes') === null ? around.servers : readServersOf2(around.root, body());
      }
      return readServers(body()) ?? readServers(owner) ?? around.servers;
    },
    get callbacks() {
      return callbacks();
    },
    get operationId() {
      return textAt(body(), 'operationId');
    },
    get summary() {
      return textAt(body(), 'summary');
    },
    get description() {
      return textAt(body(), 'description');
    },
    get tags() {
      return itemsOf(get(body(), 'tags'))
        .map(textOf)
        .filter((tag) => tag !== null);
    },
    fieldAt: (key) => fieldOf(body(), key),
    isMarked: (extension) => isTrue(body(), extension) || isTrue(owner, extension),
  };
}
