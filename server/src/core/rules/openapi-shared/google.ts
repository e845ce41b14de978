// Google's gateways (Cloud Endpoints, API Gateway): whether a contract is for one, and what its schemes are to them.
import type { Contract } from '../../kinds/openapi/contract';
import { lazy } from '../../kinds/openapi/lazy';
import { fieldsOf, type Part } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import type { Alternative } from '../../kinds/openapi/security';
import type { OpenApiContext } from '../openapi-rule';

/** Whether a contract is for one of Google's gateways: by one of their extensions, wherever it stands. */
export function isForGoogle({ contract, facts, operations }: OpenApiContext): boolean {
  if (!facts.gateways.has('google')) return false;
  const places = lazy(() => operations.flatMap(({ body, item }) => [body, item.body]));
  const schemes = [...contract.schemes.values()].map(({ body }) => body);
  return hasExtension(contract.root) || schemes.some(hasExtension) || places().some(hasExtension);
}

function hasExtension(part: Part | null): boolean {
  return fieldsOf(part).some(({ entry }) => entry.key.startsWith('x-google-'));
}

/** What the gateways check of a scheme: a key, a token, or nothing. */
export type Checked = 'key' | 'token' | 'other';

/** Whether one alternative demands two tokens at once, which the gateways refuse ("OpenAPI feature limitations"). */
export function demandsTwoTokens(contract: Contract, alternative: Alternative): boolean {
  const tokens = checkedIn(contract, alternative).filter((checked) => checked === 'token');
  return alternative.shape === 'set' && tokens.length > 1;
}

/** What they check of the schemes of one alternative. */
export function checkedIn(contract: Contract, { demands }: Alternative): readonly Checked[] {
  return demands.map(({ name }) => {
    const named = contract.schemeNamed(name);
    return named.kind === 'declared' ? checkedOf(named.scheme) : 'other';
  });
}

function checkedOf({ type }: SecurityScheme): Checked {
  if (type === 'apiKey') return 'key';
  return type === 'oauth2' || type === 'openIdConnect' ? 'token' : 'other';
}

/** The schemes whose tokens the gateways check themselves: those that name an issuer. */
export function issuedSchemes(contract: Contract): readonly SecurityScheme[] {
  return [...contract.schemes.values()].filter((scheme) => scheme.text('x-google-issuer') !== null);
}
