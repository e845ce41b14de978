// openapi/security-null: `security:` with nothing behind it, which some take for public and others for inherited.
import type { Report } from '../../findings/finding';
import { keyPlace, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type OfKind, securitiesOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-null',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Nothing stands behind "security", which some readers take for public and others for inherited.',
  *check(context) {
    for (const owner of securitiesOf(context, 'null')) yield report(context, owner);
  },
});

function report({ change }: OpenApiContext, { security, operation, name }: OfKind<'null'>): Report {
  const value = valueIn(security.field);
  const isRoot = operation === null;
  const others = isRoot ? 'for a mistake' : 'as if it were not there, so that the root decides';
  return {
    at: keyPlace(security.field),
    message: `The "security" of ${name} has no value, which some readers take for public and others ${others}: write "security: []", or delete it.`,
    fixes: [
      ...fix('Make it public with "[]"', 'review', value === null ? null : change.replace(value, [])),
      ...fix(
        isRoot ? 'Delete it' : 'Delete it, so that the root decides',
        'review',
        change.remove(security.field),
      ),
    ],
  };
}
