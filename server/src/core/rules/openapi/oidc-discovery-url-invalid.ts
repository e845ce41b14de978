// openapi/oidc-discovery-url-invalid: what should be the discovery document is something else.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { schemesOfType, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oidc-discovery-url-invalid',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'openIdConnectUrl is not the discovery document, so clients find no endpoints.',
  *check({ contract, change }) {
    if (contract.version.family === '2.0') return;
    for (const { scheme, body } of schemesOfType(contract, 'openIdConnect')) {
      const url = told(body, 'openIdConnectUrl');
      if (url === null || isDiscovery(url.text)) continue;
      const isLikely = /discovery|metadata|configuration/i.test(url.text);
      const meant = isLikely ? null : discoveryOf(url.text);
      const todo = meant === null ? `write the URL that ends in ${SUFFIX}` : `write "${meant}"`;
      yield {
        at: keyPlace(url.field),
        certainty: isLikely ? 'hint' : 'assert',
        message: isLikely
          ? `openIdConnectUrl of "${scheme.name}" does not end in ${SUFFIX}: does the discovery document really stand elsewhere?`
          : `openIdConnectUrl of "${scheme.name}" is not the discovery document, so clients find no endpoints: ${todo}.`,
        fixes: meant === null ? [] : fix(`Write "${meant}"`, 'review', change.replaceText(url.value, meant)),
      };
    }
  },
});

/** OpenID Connect Discovery 1.0, section 4. */
const SUFFIX = '/.well-known/openid-configuration';

/** Either document will do; that of RFC 8414 has the issuer's path behind it (section 3). */
function isDiscovery(text: string): boolean {
  return /(?:^|\/)\.well-known\/(?:openid-configuration|oauth-authorization-server)(?:[/?#]|$)/.test(
    text.trim(),
  );
}

/** Endpoints and pages of an issuer, which are not the issuer itself. */
const ENDPOINT =
  /(?:\/(?:authorize|authorization|auth|token|login|signin|logout|userinfo|keys|certs|jwks(?:\.json)?|introspect)|\.\w{2,5})$/i;

/** The discovery document of what is an issuer, or one of the endpoints of Keycloak and others of which the issuer is known. */
function discoveryOf(text: string): string | null {
  const [url = '', query] = text.trim().split('?');
  if (!/^https?:\/\/[^/]/i.test(url) || query !== undefined || url.includes('#')) return null;
  const issuer = url.replace(/\/+$/, '').replace(/\/(?:protocol\/openid-connect|\.well-known)(?:\/.*)?$/, '');
  const path = issuer.replace(/^https?:\/\/[^/]*/i, '');
  return ENDPOINT.test(path) ? null : `${issuer}${SUFFIX}`;
}
