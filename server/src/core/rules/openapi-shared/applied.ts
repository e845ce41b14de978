// Whether declared schemes are applied: what names them, rightly, wrongly or in a gateway's own words.

import {
  type Field,
  fieldsOf,
  isHidden,
  itemsOf,
  type Part,
  placeOf,
  textOf,
  valueIn,
} from '../../kinds/openapi/part';
import { gatewayGuard } from '../../kinds/openapi/requirement';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import type { Security } from '../../kinds/openapi/security';
import type { OpenApiContext } from '../openapi-rule';
import {
  authorizationParameters,
  misplacedSchemes,
  misspeltSecurity,
  securityOnItem,
  twinSecurities,
} from './causes';
import { isGatewayScheme } from './schemes';
import { type Owner, ownersOf } from './securities';
import { mayBeFilledIn } from './templates';

/** Whether all requirements of a contract can be read, so that a name that is not in them is nowhere. */
export function areRequirementsKnown(context: OpenApiContext): boolean {
  const { contract, layer } = context;
  if ([...layer.documents.keys()].some((file) => mayBeFilledIn(context, file))) return false;
  if ([...contract.paths, ...contract.webhooks].some(({ body }) => body === null || isHidden(body)))
    return false;
  if (contract.operations.some(({ body }) => body === null || isHidden(body))) return false;
  return ownersOf(context).every(({ security }) => isRead(security));
}

function isRead(security: Security): boolean {
  if (security.kind === 'hidden' || security.kind === 'null') return false;
  return security.kind !== 'list' || security.alternatives.every(({ shape }) => shape !== 'hidden');
}

/**
 * Names that stand where a scheme may be meant, though no requirement says so rightly: in a `security` that is
 * misspelt, misplaced or malformed, and in extensions of gateways and of other tools.
 */
export function mentionedNames(context: OpenApiContext): ReadonlySet<string> {
  const { contract } = context;
  const names = new Set<string>();
  const items = [...contract.paths, ...contract.webhooks];
  const onItems = items.map((item) => valueIn(securityOnItem(item)));
  const ofOwners = ownersOf(context).flatMap(wrongIn);
  const bodies = [contract.root, valueIn(contract.declared), ...items.map(({ body }) => body)];
  const extensions = [...bodies, ...contract.operations.map(({ body }) => body)].flatMap(extensionsOf);
  for (const part of [...onItems, ...ofOwners, ...extensions]) collect(part, names, 6);
  return names;
}

function wrongIn({ body, security }: Owner): readonly (Part | null)[] {
  const fields: readonly (Field | null)[] = [misspeltSecurity(body), ...twinSecurities(body)];
  const parts = fields.map((field) => valueIn(field));
  if (security.kind === 'malformed') parts.push(security.value);
  if (security.kind === 'list')
    parts.push(...security.alternatives.filter(({ shape }) => shape !== 'set').map(({ part }) => part));
  return parts;
}

function extensionsOf(body: Part | null): readonly (Part | null)[] {
  return fieldsOf(body)
    .filter(({ entry }) => entry.key.startsWith('x-'))
    .map((field) => valueIn(field));
}

function collect(part: Part | null, names: Set<string>, depth: number): void {
  if (part === null || depth === 0) return;
  const text = textOf(part);
  if (text !== null) names.add(text);
  for (const item of itemsOf(part)) collect(item, names, depth - 1);
  for (const field of fieldsOf(part)) {
    names.add(field.entry.key);
    collect(valueIn(field), names, depth - 1);
  }
}

/** The declared schemes that requirements demand, by their names or their URIs. */
export function demandedSchemes({ contract, facts }: OpenApiContext): ReadonlySet<SecurityScheme> {
  const demanded = new Set<SecurityScheme>();
  for (const name of facts.usesOf.keys()) {
    const named = contract.schemeNamed(name);
    if (named.kind !== 'declared') continue;
    const place = placeOf({ file: named.scheme.field.file, node: named.scheme.field.entry.value });
    for (const scheme of contract.schemes.values()) {
      const own = placeOf({ file: scheme.field.file, node: scheme.field.entry.value });
      if (scheme.name === name || (own.file === place.file && own.span.start === place.span.start))
        demanded.add(scheme);
    }
  }
  return demanded;
}

/** Whether the wish for protection is said by what another rule reports: the document as a whole says it wrong. */
function isSaidOtherwise(context: OpenApiContext): boolean {
  return misplacedSchemes(context.contract).length > 0 || isSaidByParameter(context);
}

/** Whether a parameter called Authorization says what a scheme in that header would say. */
function isSaidByParameter({ contract, operations }: OpenApiContext): boolean {
  return operations.some((operation) => authorizationParameters(contract, operation).length > 0);
}

/** The same of one scheme: a parameter called Authorization says nothing of keys that travel elsewhere. */
export function isSchemeSaidOtherwise(context: OpenApiContext, { carrier }: SecurityScheme): boolean {
  const isAuthorization = carrier === null || (carrier.in === 'header' && carrier.name === 'authorization');
  return misplacedSchemes(context.contract).length > 0 || (isAuthorization && isSaidByParameter(context));
}

/**
 * Whether schemes are declared and nothing demands any of them, of operations that do not say to be public
 * (openapi/global-security-missing).
 */
export function isNothingDemanded(context: OpenApiContext): boolean {
  const { contract, operations, facts } = context;
  if (contract.isLibrary || contract.schemes.size === 0 || contract.security.kind !== 'absent') return false;
  if (facts.uses.some(({ operation }) => operation === null || operation.item.kind === 'path')) return false;
  if (!operations.some(({ own }) => own.kind === 'absent')) return false;
  if (isSaidOtherwise(context) || !areRequirementsKnown(context) || isLeftToGateway(context)) return false;
  const mentioned = mentionedNames(context);
  return ![...contract.schemes.keys()].some((name) => mentioned.has(name));
}

/** A gateway's own guards protect the API, or its schemes are for a part of it that is put together elsewhere. */
export function isLeftToGateway({ contract, operations }: OpenApiContext): boolean {
  if (operations.some((operation) => gatewayGuard(operation) !== null)) return true;
  if (fieldsOf(contract.root).some(({ entry }) => entry.key.startsWith('x-kong-plugin-'))) return true;
  const schemes = [...contract.schemes.values()];
  return (
    schemes.every(({ body }) => body !== null && isGatewayScheme(body)) &&
    !operations.some(({ body }) =>
      fieldsOf(body).some(({ entry }) => entry.key === 'x-amazon-apigateway-integration'),
    )
  );
}
