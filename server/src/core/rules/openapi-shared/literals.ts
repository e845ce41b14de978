// The literal values of a header, as parts that can be changed.
import { fieldsOf, get, itemsOf, type Part, valueIn } from '../../kinds/openapi/part';

/** Examples, `enum`, `const` and `default` of a header and its schema (in 2.0 the header is the schema). */
export function literalScalars(body: Part | null): readonly Part[] {
  const schema = get(body, 'schema') ?? body;
  const parts = [
    get(body, 'example'),
    ...fieldsOf(get(body, 'examples')).map((field) => get(valueIn(field), 'value')),
    ...itemsOf(get(schema, 'examples')),
    ...itemsOf(get(schema, 'enum')),
    get(schema, 'const'),
    get(schema, 'default'),
    schema === body ? null : get(schema, 'example'),
  ];
  return parts.filter((part) => part !== null);
}
