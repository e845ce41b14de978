// What an operation is for, told by its path, its names, what it takes and what it gives.
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation } from '../../kinds/openapi/operation';
import { fieldsOf, get, itemsOf, type Part, textAt, valueIn } from '../../kinds/openapi/part';
import { resolve } from '../../kinds/openapi/references';

/** The segments of a path in kebab case, without those that only say which API or version it is. */
export function segmentsOf(path: string): readonly string[] {
  const all = path.split('/').filter((segment) => segment !== '');
  const words = all.map((segment) =>
    segment
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replaceAll('_', '-')
      .toLowerCase(),
  );
  const start = words.findIndex((word) => !/^(?:api|rest|public|v\d+(?:\.\d+)*)$/.test(word));
  return start < 0 ? [] : words.slice(start);
}

export function hasVariables(path: string): boolean {
  return /\{[^{}]*\}/.test(path);
}

const SURE =
  /^(?:log-?in|sign-?in|log-?on|authenticate|sign-?up|(?:forgot|forgotten|reset|recover|lost)-?password|password-?(?:reset|recovery|forgotten)|refresh-?token|token-?refresh)$/;
const LOST_PASSWORD = /^passwords?-(?:forgot|forgotten|lost|reset|recover|recovery)$/;
const BARE = /^(?:register|registration|token|refresh)$/;
const OWNERS = /^(?:auth|authentication|oauth2?|users?|accounts?|sessions?|identity|tokens?|jwt)$/;

/** Whether a path is one by which credentials are got: a login, a registration, a lost password, a refresh. */
export function isCredentialPath(path: string): boolean {
  if (hasVariables(path)) return false;
  const segments = segmentsOf(path);
  const last = segments.at(-1) ?? '';
  if (segments.some((segment) => /^(?:me|self|current|admin|internal|log-?out|sign-?out)$/.test(segment)))
    return false;
  const lastTwo = segments.slice(-2).join('-');
  if (SURE.test(last) || LOST_PASSWORD.test(lastTwo)) return true;
  return BARE.test(last) && (segments.length === 1 || OWNERS.test(segments.at(-2) ?? ''));
}

const NAMED =
  /\b(?:(?:log|sign)s?[ _-]?(?:(?:an? |the )?users? )?(?:in|on)(?:to)?|authenticates?|sign[ _-]?up|registers? (?:an? |as )?(?:new )?(?:user|account)|(?:forgot(?:ten)?|lost|reset|recover)s?[ _-]?(?:an? |the |your |my |his |their )?password|password (?:reset|recovery)|(?:reset|recovery) (?:link|code|e-?mail)|(?:get|issue|obtain|create|request|refresh|return|generate|renew)s?[ _-]?(?:an? |the )?(?:new )?(?:access |auth |jwt )?(?:token|jwt)|(?:trade|exchange)s? .{1,40} for an? (?:new )?(?:access |auth |jwt )?(?:token|jwt))\b/i;

/** Whether its name or summary says that it gives credentials. */
export function isNamedForCredentials({ operationId, summary }: Operation): boolean {
  const words = (operationId ?? '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
  return NAMED.test(words) || NAMED.test(summary ?? '');
}

const SECRETS =
  /^(?:password|passwd|pass|pin|otp|grant_?type|client_?secret|refresh(?:_?token)?|assertion)$/i;
const OLD_SECRETS = /^(?:old|current|existing)_?password$/i;

/** Whether what it takes proves who is there: a password, a grant, a token to be refreshed; not a change of password. */
export function takesSecrets(contract: Contract, operation: Operation): boolean {
  const names = namesTaken(contract, operation);
  return names.some((name) => SECRETS.test(name)) && !names.some((name) => OLD_SECRETS.test(name));
}

const TOKENS =
  /^(?:access(?:_?token)?|id_?token|refresh_?token|auth_?token|session_?token|token|jwt|bearer)$/i;

/** Whether what it gives when all is well is a token. */
export function givesTokens(contract: Contract, operation: Operation): boolean {
  const good = operation.responses.all.filter(({ status }) => /^2(?:\d\d|XX)$/.test(status));
  return good.some(({ body }) =>
    schemasOf(body).some((schema) => propertiesOf(contract, schema).some((name) => TOKENS.test(name))),
  );
}

/** The names of what an operation takes in its body or form. */
export function namesTaken(contract: Contract, operation: Operation): readonly string[] {
  const inForm = operation.parameters.filter((one) => one.in === 'formData').map(({ name }) => name ?? '');
  const inBody = operation.parameters
    .filter((one) => one.in === 'body')
    .map(({ body }) => get(body, 'schema'));
  const requestBody = get(operation.body, 'requestBody');
  const found = requestBody === null ? null : resolve(contract.library, requestBody);
  const schemas = found?.kind === 'found' ? schemasOf(found.part) : [];
  return [...inForm, ...[...inBody, ...schemas].flatMap((schema) => propertiesOf(contract, schema))];
}

/** The schemas of a body: one a media type, or in 2.0 its own. */
function schemasOf(body: Part | null): readonly (Part | null)[] {
  const media = fieldsOf(get(body, 'content')).map((field) => get(valueIn(field), 'schema'));
  return [...media, get(body, 'schema')];
}

/** The names of a schema's properties, those of what it is made of included, as far as they are near. */
function propertiesOf(contract: Contract, schema: Part | null, depth = 3): readonly string[] {
  if (schema === null || depth === 0) return [];
  const found = resolve(contract.library, schema);
  if (found.kind !== 'found') return [];
  const own = fieldsOf(get(found.part, 'properties')).map(({ entry }) => entry.key);
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => itemsOf(get(found.part, key)));
  const item = textAt(found.part, 'type') === 'array' ? null : get(get(found.part, 'properties'), 'data');
  return [...own, ...[...parts, item].flatMap((part) => propertiesOf(contract, part, depth - 1))];
}
