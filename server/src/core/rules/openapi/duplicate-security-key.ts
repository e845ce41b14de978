// openapi/duplicate-security-key: two `security`, `responses` or `401` in one map, of which readers keep either.
import type { Fix, Report } from '../../findings/finding';
import { type Field, get, idOf, isNull, itemsOf, keyPlace, mapOf, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { twins } from '../openapi-shared/causes';
import { ownersOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/duplicate-security-key',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A key that decides about access is in one map twice, and readers differ in which one counts.',
  *check(context) {
    const seen = new Set<string>();
    for (const { body, name } of ownersOf(context)) {
      for (const key of ['security', 'responses']) {
        const fields = twins(body, key);
        if (fields.length > 0) yield* report(context, fields, name);
      }
      const fields = twins(get(body, 'responses'), '401');
      const [first] = fields;
      if (first === undefined || seen.has(idOf(mapOf(first)))) continue;
      seen.add(idOf(mapOf(first)));
      yield* report(context, fields, name);
    }
  },
});

function* report(context: OpenApiContext, fields: readonly Field[], name: string): Generator<Report> {
  const [first, ...others] = fields;
  if (first === undefined) return;
  for (const field of others) {
    yield {
      at: keyPlace(field),
      message: `"${field.entry.key}" is in ${name} a second time: strict readers refuse the document, others keep this one and drop the first. Delete one of them.`,
      related: [{ ...keyPlace(first), message: 'the first one' }],
      fixes: fixes(context, first, field),
    };
  }
}

/** The one that demands something is kept before the one that does not. */
function fixes({ change }: OpenApiContext, first: Field, second: Field): readonly Fix[] {
  const deleteSecond = fix('Keep the first one, delete this one', 'review', change.remove(second));
  const deleteFirst = fix('Keep this one, delete the first one', 'review', change.remove(first));
  return demandsNothing(first) && !demandsNothing(second)
    ? [...deleteFirst, ...deleteSecond]
    : [...deleteSecond, ...deleteFirst];
}

function demandsNothing(field: Field): boolean {
  const value = valueIn(field);
  return isNull(value) || (value?.node.kind === 'list' && itemsOf(value).length === 0);
}
