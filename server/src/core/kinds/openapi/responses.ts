// Documented responses, by status, and their headers.
import type { DataNode } from '../../syntax/data';
import { mayBeFilled } from './filled';
import {
  type Field,
  fieldOf,
  fieldsOf,
  fieldValue,
  get,
  isHidden,
  itemsOf,
  type Part,
  textAt,
  textOf,
  valueIn,
} from './part';
import { type Library, partOf, type Resolution, resolve } from './references';

export type Response = {
  /** The key as written: `401`, `4XX`, `default`. */
  readonly status: string;
  readonly field: Field;
  readonly resolution: Resolution;
  /** What it says, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  readonly description: string | null;
  readonly headers: readonly Header[];
  /** Whether its headers are all known: no reference is open, nothing is filled in. */
  readonly isKnown: boolean;
  header(name: string): Header | null;
};

export type Header = {
  readonly name: string;
  readonly field: Field;
  readonly body: Part | null;
  /** The literal values that it documents: examples, enum, const and default of its schema. */
  readonly values: readonly string[];
};

export type Responses = {
  /** The key `responses`; `null` where the operation has none. */
  readonly field: Field | null;
  /** Whether all of them are known. */
  readonly isKnown: boolean;
  readonly all: readonly Response[];
  /** Those of `all`, in the same order. */
  readonly statuses: readonly string[];
  /** The response of exactly that key. */
  get(status: string): Response | null;
  /** What documents a status: its own response, that of its range (`4XX`), or `default`. */
  covering(status: number): Response | null;
};

/** Reads the responses of an operation. */
export function readResponses(library: Library, operation: Part): Responses {
  return new ReadResponses(library, fieldOf(operation, 'responses'));
}

/** Responses that are made when somebody asks for them: of most, nobody wants to know more than their status. */
class ReadResponses implements Responses {
  private readonly map: Part | null;
  private made: Response[] = [];
  private isWhole = false;

  constructor(
    private readonly library: Library,
    readonly field: Field | null,
  ) {
    this.map = field === null ? null : partOf(resolve(library, fieldValue(field)));
  }

  get isKnown(): boolean {
    const { library, field, map } = this;
    return field === null || (map !== null && !isHidden(map) && !mayBeFilled(library, map));
  }

  get statuses(): readonly string[] {
    return this.map?.node.kind === 'map' ? this.map.node.names.filter(isStatus) : [];
  }

  get all(): readonly Response[] {
    if (!this.isWhole) {
      const fields = fieldsOf(this.map).filter(({ entry }) => isStatus(entry.key));
      this.made = fields.map((field) => this.madeOf(field.entry.key) ?? readResponse(this.library, field));
      this.isWhole = true;
    }
    return this.made;
  }

  get(status: string): Response | null {
    const made = this.madeOf(status);
    if (made !== null) return made;
    const field = this.isWhole || !isStatus(status) ? null : fieldOf(this.map, status);
    if (field === null) return null;
    const response = readResponse(this.library, field);
    this.made.push(response);
    return response;
  }

  covering(status: number): Response | null {
    return this.get(String(status)) ?? this.get(`${String(status).charAt(0)}XX`) ?? this.get('default');
  }

  private madeOf(status: string): Response | null {
    return this.made.find((response) => response.status === status) ?? null;
  }
}

/** Extensions stand among the responses. */
function isStatus(key: string): boolean {
  return !key.startsWith('x-');
}

/** Reads one response from its entry. */
function readResponse(library: Library, field: Field): Response {
  return new ReadResponse(library, field);
}

/** A response of which each question is worked out when it is first asked. */
class ReadResponse implements Response {
  private resolved: Resolution | null = null;

  constructor(
    private readonly library: Library,
    readonly field: Field,
  ) {}

  get status(): string {
    return this.field.entry.key;
  }

  get resolution(): Resolution {
    this.resolved ??= resolve(this.library, fieldValue(this.field));
    return this.resolved;
  }

  get body(): Part | null {
    return partOf(this.resolution);
  }

  get description(): string | null {
    return textAt(this.body, 'description');
  }

  get headers(): readonly Header[] {
    return headersOf(this.library, this.body);
  }

  get isKnown(): boolean {
    const { body } = this;
    if (body === null || isHidden(body) || mayBeFilled(this.library, body)) return false;
    const headers = get(body, 'headers');
    return headers === null || (!isHidden(headers) && !mayBeFilled(this.library, headers));
  }

  header(name: string): Header | null {
    return this.headers.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
  }
}

/** The headers of responses that were asked for: many operations share one response of the components. */
const known = new WeakMap<Library, WeakMap<DataNode, readonly Header[]>>();

function headersOf(library: Library, response: Part | null): readonly Header[] {
  if (response === null) return [];
  let ofLibrary = known.get(library);
  if (ofLibrary === undefined) {
    ofLibrary = new WeakMap();
    known.set(library, ofLibrary);
  }
  let headers = ofLibrary.get(response.node);
  if (headers === undefined) {
    headers = readHeaders(library, response);
    ofLibrary.set(response.node, headers);
  }
  return headers;
}

function readHeaders(library: Library, response: Part | null): readonly Header[] {
  const declared = get(response, 'headers');
  const found = declared === null ? null : resolve(library, declared);
  if (found?.kind !== 'found') return [];
  return fieldsOf(found.part).map((field) => {
    const body = partOf(resolve(library, fieldValue(field)));
    return {
      name: field.entry.key,
      field,
      body,
      get values() {
        return literalsOf(body);
      },
    };
  });
}

/** Literal values of a header or parameter: its own examples and those of its schema (in 2.0 the header is the schema). */
export function literalsOf(body: Part | null): readonly string[] {
  const schema = get(body, 'schema') ?? body;
  const parts = [
    get(body, 'example'),
    ...fieldsOf(get(body, 'examples')).map((field) => get(valueIn(field), 'value')),
    get(schema, 'example'),
    ...itemsOf(get(schema, 'examples')),
    get(schema, 'const'),
    ...itemsOf(get(schema, 'enum')),
    get(schema, 'default'),
    get(body, 'x-example'),
  ];
  const texts = parts.map(textOf).filter((text) => text !== null);
  return [...new Set(texts)];
}
