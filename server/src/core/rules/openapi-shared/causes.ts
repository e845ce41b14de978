// Faults that explain others: where one of these is, what follows from it is not reported as well. The rules that report
// them ask here, too, so that both sides agree.
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation, PathItem } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import {
  type Field,
  fieldOf,
  fieldsOf,
  isNull,
  itemsOf,
  type Part,
  textAt,
  textOf,
  valueIn,
} from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { isAuthorization } from './credential-names';

/** `security` at a path item, where no version has such a field (openapi/security-on-path-item). */
export function securityOnItem({ body, field }: PathItem): Field | null {
  return fieldOf(body, 'security') ?? fieldOf(valueIn(field), 'security');
}

const ALIKE = /^security[-_ ]?(?:requirements?|schemes?|rules?)$/i;

/** A key of an operation or a root that is meant to be `security` (openapi/security-key-misspelt). */
export function misspeltSecurity(owner: Part | null): Field | null {
  if (owner === null || fieldOf(owner, 'security') !== null) return null;
  const entry = owner.node.kind === 'map' ? owner.node.find(isNearSecurity) : null;
  const field = entry === null ? null : { file: owner.file, entry };
  return isLikeSecurity(valueIn(field)) ? field : null;
}

/** The usual keys of documents and operations, which are asked about most. */
const USUAL =
  /^(?:tags|summary|description|externalDocs|operationId|consumes|produces|parameters|requestBody|responses|callbacks|deprecated|schemes|servers|openapi|swagger|info|paths|webhooks|components|definitions|securityDefinitions|x-.*)$/;

function isNearSecurity(key: string): boolean {
  if (USUAL.test(key)) return false;
  return ALIKE.test(key) || (key.length >= 6 && closest(key, ['security']) === 'security');
}

/** Whether a value can be meant for a list of requirements: names with lists behind them, however they are arranged. */
function isLikeSecurity(value: Part | null): boolean {
  if (value?.node.kind === 'map') {
    const fields = fieldsOf(value);
    return fields.length > 0 && fields.every((field) => isLikeScopes(valueIn(field)));
  }
  if (value?.node.kind !== 'list') return false;
  return itemsOf(value).every(
    (item) =>
      textOf(item) !== null ||
      (item.node.kind === 'map' && fieldsOf(item).every((field) => isLikeScopes(valueIn(field)))),
  );
}

function isLikeScopes(value: Part | null): boolean {
  return (
    isNull(value) || (value?.node.kind === 'list' && itemsOf(value).every((one) => textOf(one) !== null))
  );
}

/** All `security` of one map, if there are several (openapi/duplicate-security-key). */
export function twinSecurities(owner: Part | null): readonly Field[] {
  return twins(owner, 'security');
}

const NONE: readonly Field[] = [];

/** All entries of a key that one map has several times; none where it has one. */
export function twins(part: Part | null, key: string): readonly Field[] {
  if (part?.node.kind !== 'map' || part.node.count(key) < 2) return NONE;
  const all = part.node.entries.filter((entry) => entry.key === key);
  return all.map((entry) => ({ file: part.file, entry }));
}

/**
 * `securitySchemes` where nobody looks for them: at the root, or among the schemas, where a schema may be called so as
 * well (openapi/security-schemes-misplaced).
 */
export function misplacedSchemes(contract: Contract): readonly Field[] {
  const places = [contract.root, contract.component('schemas')];
  return places.flatMap((place) => {
    const field = fieldOf(place, 'securitySchemes');
    return field !== null && fieldsOf(valueIn(field)).some((one) => isScheme(valueIn(one))) ? [field] : [];
  });
}

const TYPES = new Set(['apikey', 'http', 'basic', 'oauth2', 'openidconnect', 'mutualtls']);

/** Whether a value says what only a security scheme says. */
function isScheme(value: Part | null): boolean {
  const type = textAt(value, 'type')?.toLowerCase() ?? '';
  return TYPES.has(type) || (textAt(value, '$ref')?.includes('/securitySchemes/') ?? false);
}

/**
 * Header parameters called Authorization, which are ignored from 3.0 on (OAS 3.x, Parameter Object;
 * openapi/authorization-header-parameter).
 */
export function authorizationParameters(contract: Contract, operation: Operation): readonly Parameter[] {
  if (contract.version.family === '2.0') return [];
  return operation.parameters.filter((one) => isAuthorization(one.name) && one.in === 'header');
}

/** Whether an operation's missing or wrong protection follows from a fault that has a rule of its own. */
export function hasOtherCause(contract: Contract, operation: Operation): boolean {
  const { item, body, own } = operation;
  return (
    own.kind === 'null' ||
    own.kind === 'malformed' ||
    securityOnItem(item) !== null ||
    misspeltSecurity(body) !== null ||
    twinSecurities(body).length > 0 ||
    authorizationParameters(contract, operation).length > 0 ||
    documentHasOtherCause(contract)
  );
}

/** The same for the whole document: its root's `security` or its schemes are not what they are meant to be. */
function documentHasOtherCause(contract: Contract): boolean {
  const { security, root } = contract;
  return (
    security.kind === 'null' ||
    security.kind === 'malformed' ||
    misspeltSecurity(root) !== null ||
    twinSecurities(root).length > 0 ||
    misplacedSchemes(contract).length > 0
  );
}
