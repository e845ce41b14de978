// Documented responses, by status, and their headers.
import { lazy } from './lazy';
import {
  type Field,
  fieldOf,
  fieldsOf,
  get,
  isHidden,
  itemsOf,
  type Part,
  textAt,
  textOf,
  valueIn,
} from './part';
import { type Library, type Resolution, resolve } from './references';

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
  /** The response of exactly that key. */
  get(status: string): Response | null;
  /** What documents a status: its own response, that of its range (`4XX`), or `default`. */
  covering(status: number): Response | null;
};

/** Reads the responses of an operation. */
export function readResponses(library: Library, operation: Part): Responses {
  const field = fieldOf(operation, 'responses');
  const value = valueIn(field);
  const resolution = value === null ? null : resolve(library, value);
  const map = resolution?.kind === 'found' ? resolution.part : null;
  const isKnown = field === null || (map !== null && !isHidden(map));
  const all = fieldsOf(map)
    .filter(({ entry }) => !entry.key.startsWith('x-'))
    .map((entry) => readResponse(library, entry));
  const get = (status: string) => all.find((response) => response.status === status) ?? null;
  return {
    field,
    isKnown,
    all,
    get,
    covering: (status) => get(String(status)) ?? get(`${String(status).charAt(0)}XX`) ?? get('default'),
  };
}

/** Reads one response from its entry. */
export function readResponse(library: Library, field: Field): Response {
  const resolution = lazy(() => resolve(library, { file: field.file, node: field.entry.value }));
  const body = () => {
    const found = resolution();
    return found.kind === 'found' ? found.part : null;
  };
  const headers = lazy(() => readHeaders(library, body()));
  return {
    status: field.entry.key,
    field,
    get resolution() {
      return resolution();
    },
    get body() {
      return body();
    },
    get description() {
      return textAt(body(), 'description');
    },
    get headers() {
      return headers();
    },
    get isKnown() {
      const found = body();
      return found !== null && !isHidden(found) && !isHidden(get(found, 'headers'));
    },
    header: (name) => headers().find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
  };
}

function readHeaders(library: Library, response: Part | null): readonly Header[] {
  const declared = get(response, 'headers');
  const found = declared === null ? null : resolve(library, declared);
  if (found?.kind !== 'found') return [];
  return fieldsOf(found.part).map((field) => {
    const resolved = resolve(library, { file: field.file, node: field.entry.value });
    const body = resolved.kind === 'found' ? resolved.part : null;
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
