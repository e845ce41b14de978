// openapi/security-key-misspelt: a key that is meant to be `security`, and that nobody knows.
import type { Report } from '../../findings/finding';
import { type Field, keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { misspeltSecurity } from '../openapi-shared/causes';
import { type Owner, ownersOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-key-misspelt',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A key that is meant to be "security" is misspelt, so that it demands nothing.',
  *check(context) {
    for (const owner of ownersOf(context)) {
      const field = misspeltSecurity(owner.body);
      if (field !== null) yield report(context, owner, field);
    }
  },
});

function report({ contract, change }: OpenApiContext, { operation, name }: Owner, field: Field): Report {
  const effect =
    operation === null || contract.security.kind === 'absent'
      ? 'nothing is demanded by it'
      : 'the root decides instead';
  return {
    at: keyPlace(field),
    message: `Nobody reads "${field.entry.key}" of ${name}, so ${effect}: write "security".`,
    fixes: fix('Write "security"', 'review', change.rename(field, 'security')),
  };
}
