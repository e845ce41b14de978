// openapi/oauth2-scopes-missing: a flow without `scopes`, which may be empty but not missing.
import { fieldsOf, get, keyPlace } from '../../kinds/openapi/part';
import { atLeast } from '../../kinds/openapi/version';
import { fix, openapiRule } from '../openapi-rule';
import { flowsOf, isMissing, schemesOfType } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oauth2-scopes-missing',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A flow has no scopes, not even none, so generators and validators refuse the document.',
  *check({ contract, change }) {
    for (const readable of schemesOfType(contract, 'oauth2')) {
      if (fieldsOf(readable.body).some(({ entry }) => entry.key.startsWith('x-google-'))) continue;
      for (const { body, field, name, written } of flowsOf(contract, readable)) {
        if (body?.node.kind !== 'map' || name === null || !isMissing(body, 'scopes')) continue;
        if (name === 'deviceAuthorization' && !atLeast(contract.version, '3.2')) continue;
        const old = get(body, 'scopes');
        const added = old === null ? change.insert(body, 'scopes', {}) : change.replace(old, {});
        yield {
          at: keyPlace(field),
          message: `The flow ${written} of "${readable.scheme.name}" has no scopes, without which generators and validators refuse it: add "scopes: {}", or those that it gives.`,
          fixes: fix('Add "scopes: {}"', 'safe', added),
        };
      }
    }
  },
});
