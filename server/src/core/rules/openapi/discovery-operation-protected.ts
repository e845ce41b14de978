// openapi/discovery-operation-protected: metadata that tells how to get in is behind what it tells of.
import { openapiRule } from '../openapi-rule';
import { demandOf, heirs, overProtected } from '../openapi-shared/inherited';

export const rule = openapiRule({
  id: 'openapi/discovery-operation-protected',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A document that clients read before they have credentials inherits what the root demands.',
  *check(context) {
    for (const operation of heirs(context, ['GET'])) {
      const purpose = purposeOf(operation.path);
      if (purpose === null) continue;
      const { path } = operation;
      const demand = demandOf(operation);
      if (purpose === 'description') {
        yield {
          ...overProtected(
            context,
            operation,
            `GET ${path} inherits ${demand} from the root: may only those with credentials read how the API is described? Else say "security: []".`,
          ),
          certainty: 'hint',
        };
        continue;
      }
      yield overProtected(
        context,
        operation,
        `GET ${path} inherits ${demand} from the root, and who reads it has no credentials: it gets 401. Make it public with "security: []".`,
      );
    }
  },
});

/**
 * Names of RFC 8615 that are read without credentials: OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3,
 * RFC 9728 section 3, RFC 9116, RFC 6415, RFC 7033, RFC 8555 section 8.3. Others may well be protected resources.
 */
const WELL_KNOWN =
  /\/\.well-known\/(?:openid-configuration|oauth-authorization-server|oauth-protected-resource|jwks\.json|security\.txt|assetlinks\.json|apple-app-site-association|host-meta(?:\.json)?|webfinger|change-password|acme-challenge\/[^/]+)$/;
/** RFC 8414 and RFC 9728 put the path of the issuer or resource behind the name. */
const WITH_PATH = /\/\.well-known\/(?:oauth-authorization-server|oauth-protected-resource)\/./;

function purposeOf(path: string): 'discovery' | 'description' | null {
  if (WELL_KNOWN.test(path) || WITH_PATH.test(path)) return 'discovery';
  if (/^(?:\/v\d+)?\/jwks(?:\.json)?$/.test(path)) return 'discovery';
  return /^(?:\/api)?(?:\/v\d+)?\/(?:openapi\.(?:json|ya?ml)|swagger\.(?:json|ya?ml))$/.test(path)
    ? 'description'
    : null;
}
