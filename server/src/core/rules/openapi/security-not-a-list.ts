// openapi/security-not-a-list: `security` is a map where only a list is read.
import type { Fix, Report } from '../../findings/finding';
import { fieldsOf, keyPlace, textOf } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type OfKind, securitiesOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-not-a-list',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A security is no list, so that many readers see no requirement in it.',
  *check(context) {
    for (const owner of securitiesOf(context, 'malformed')) yield report(context, owner);
  },
});

function report(context: OpenApiContext, { security, name }: OfKind<'malformed'>): Report {
  const isMap = security.value.node.kind === 'map';
  const what = isMap ? 'a map' : 'a single value';
  const todo = isMap ? 'put "- " before its first key' : 'write a list of requirements';
  return {
    at: keyPlace(security.field),
    message: `The "security" of ${name} is ${what} and no list, so many readers see no requirement in it and let everybody in: ${todo}.`,
    fixes: isMap ? listed(context, security.value) : named(context, security.value),
  };
}

/** Nobody can tell whether several keys are meant to be one way in or several. */
function listed({ change }: OpenApiContext, value: OfKind<'malformed'>['security']['value']): readonly Fix[] {
  const count = fieldsOf(value).length;
  if (count === 0) return fix('Make it public with an empty list', 'review', change.replace(value, []));
  const one = change.wrapAsItems(value, 'one');
  if (count === 1) return fix('Make it a list', 'review', one);
  return [
    ...fix('Make it a list that demands all of them', 'review', one),
    ...fix('Make it a list that demands one of them', 'review', change.wrapAsItems(value, 'each')),
  ];
}

function named(
  { contract, change }: OpenApiContext,
  value: OfKind<'malformed'>['security']['value'],
): readonly Fix[] {
  const text = textOf(value) ?? '';
  if (contract.schemes.has(text)) {
    return fix(`Demand "${text}"`, 'review', change.replace(value, [{ [text]: [] }]));
  }
  return /^(?:|false|none|public)$/i.test(text)
    ? fix('Make it public with an empty list', 'review', change.replace(value, []))
    : [];
}
