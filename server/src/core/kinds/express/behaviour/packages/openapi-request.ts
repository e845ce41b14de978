// Whether a request is surely what an operation of an OpenAPI document says, as far as its query, its path and its body go.
import type { PathMatch } from '../../matching/match';
import { type ObjectValue, stringOf, type Value } from '../../values';
import type { Datum } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { flagOf, optionOf } from '../options';

type Params = Extract<PathMatch, { kind: 'match' }>['params'];

/** `null` where it takes more to tell (express-openapi-validator 5, openapi.request.validator.js). */
export function fitsOperation(
  options: Datum | undefined,
  item: ReadonlyMap<string, Value>,
  operation: ObjectValue,
  params: Params,
  exchange: Exchange,
): boolean | null {
  const lists = [item.get('parameters'), operation.entries.get('parameters')];
  const given = lists.flatMap((one) =>
    one === undefined ? [] : one.kind === 'array' ? one.elements : [one],
  );
  const own = given.flatMap((one) => (one.kind === 'object' && !one.entries.has('$ref') ? [one] : []));
  if (own.length < given.length) return null;
  const text = (one: ObjectValue, key: string) => stringOf(one.entries.get(key)) ?? '';
  const sent = (exchange.query ?? '').split('&').filter((pair) => pair !== '');
  const isDeclared = (pair: string) =>
    own.some((one) => text(one, 'in') === 'query' && text(one, 'name') === pair.replace(/[[=].*/s, ''));
  const isOpen = flagOf(
    optionOf(options, 'validateRequests') ?? undefined,
    'allowUnknownQueryParameters',
    false,
  );
  const mayAllow = isOpen !== false || [...operation.entries.keys()].some((key) => key.startsWith('x-'));
  if (sent.length > 0) return !mayAllow && !sent.every(isDeclared) ? false : null;
  const body = operation.entries.get('requestBody');
  if (hasBody(exchange) || (body !== undefined && !isOptional(body))) return null;
  return own.every((one) => {
    const name = text(one, 'name');
    if (text(one, 'in') === 'path') return fitsSchema(one.entries.get('schema'), params.get(name));
    const isSent =
      text(one, 'in') !== 'query' && exchange.header(text(one, 'in') === 'cookie' ? 'cookie' : name) !== null;
    return isOptional(one) && !isSent;
  })
    ? true
    : null;
}

function isOptional(one: Value): boolean {
  const required = one.kind === 'object' && !one.entries.has('$ref') ? one.entries.get('required') : one;
  return required === undefined || (required.kind === 'boolean' && !required.value);
}

/** Words of a schema that ask for nothing. */
const FREE = /^(?:type|description|title|examples?|deprecated)$/;

/** Whether a part of a path is surely what a schema says: any text, or a number. */
function fitsSchema(
  schema: Value | undefined,
  sent: Params extends ReadonlyMap<string, infer V> ? V : never,
): boolean {
  if (schema?.kind !== 'object' || typeof sent !== 'string') return false;
  const type = stringOf(schema.entries.get('type'));
  const isFree = [...schema.entries.keys()].every(
    (key) => FREE.test(key) || (type !== 'string' && key === 'format'),
  );
  return isFree && (type === 'string' || (/^(?:integer|number)$/.test(type ?? '') && /^\d{1,9}$/.test(sent)));
}
