// Schemes of OpenAPI 3 as Swagger 2.0 can say them.
import type { Fix } from '../../findings/finding';
import type { Change, DataValue } from '../../kinds/openapi/edits';
import { type Field, fieldOf, fieldsOf, get, type Part, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext } from '../openapi-rule';
import { joined, plainMap, reshape } from './reshape';
import { type Readable, told } from './schemes';

type Plain = Readonly<Record<string, DataValue>>;

/** `components` with nothing but schemes as `securityDefinitions`; `null` where one of them has no like in 2.0. */
export function definitionsFor({ contract, change }: OpenApiContext, components: Field): Change {
  const value = valueIn(components);
  const schemes = get(value, 'securitySchemes');
  if (value === null || schemes === null || fieldsOf(value).length !== 1) return null;
  if (fieldOf(contract.root, 'securityDefinitions') !== null) return null;
  const definitions = new Map<string, DataValue>();
  for (const field of fieldsOf(schemes)) {
    const plain = plainMap(valueIn(field));
    const old = plain === undefined ? null : downgraded(plain);
    if (old === null) return null;
    definitions.set(field.entry.key, old);
  }
  const all = Object.fromEntries(definitions);
  return joined(change.rename(components, 'securityDefinitions'), change.replace(value, all));
}

function downgraded(scheme: Plain): Plain | null {
  const { type, scheme: name, flows, bearerFormat, ...rest } = scheme;
  if (type === 'apiKey') return rest.in === 'cookie' ? null : { type, ...rest };
  if (type === 'oauth2') return oldFlow(scheme);
  if (type !== 'http' || typeof name !== 'string' || flows !== undefined) return null;
  if (name.toLowerCase() === 'basic') return { type: 'basic', ...rest };
  if (name.toLowerCase() !== 'bearer') return null;
  return { type: 'apiKey', in: 'header', name: 'Authorization', description: DESCRIPTION, ...rest };
}

const DESCRIPTION = 'Bearer and a token, with a blank between them';

const NAMES: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  clientCredentials: 'application',
  authorizationCode: 'accessCode',
};

/** A scheme of OAuth 2 with one flow, as 2.0 writes it. */
function oldFlow({ flows, ...rest }: Plain): Plain | null {
  if (typeof flows !== 'object' || flows === null || Array.isArray(flows)) return null;
  const [first, ...others] = Object.entries(flows);
  const name = first === undefined ? undefined : NAMES[first[0]];
  const body = first?.[1];
  if (name === undefined || others.length > 0) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { refreshUrl, ...inner } = Object.fromEntries(Object.entries(body));
  void refreshUrl;
  return { ...rest, flow: name, ...inner };
}

/** A scheme with `flows` as one with a `flow`; `null` where it has several, or comments would be lost. */
export function flowFor({ contract, change }: OpenApiContext, { body }: Readable): Change {
  const plain = plainMap(body);
  const old = plain === undefined ? null : oldFlow(plain);
  return old === null || hasComments(contract.library.textOf(body.file), body)
    ? null
    : change.replace(body, old);
}

function hasComments(text: string, { node }: Part): boolean {
  return /(?:^|\s)(?:#|\/\/|\/\*)/.test(text.slice(node.span.start, node.span.end));
}

/** The fixes for a scheme of type `http`; none for the types that 2.0 has nothing for. */
export function schemeFor2({ change }: OpenApiContext, { scheme, body }: Readable): readonly Fix[] {
  const name = told(body, 'scheme')?.text.toLowerCase();
  if (scheme.type !== 'http' || scheme.at('name') !== null) return [];
  if (name === 'basic') {
    return fix(
      'Write "type: basic"',
      'safe',
      reshape(change, body, { type: 'basic' }, ['scheme', 'bearerFormat']),
    );
  }
  if (name !== 'bearer') return [];
  const description = scheme.at('description') === null ? { description: DESCRIPTION } : {};
  const key = { type: 'apiKey', in: 'header', name: 'Authorization', ...description };
  return fix(
    'Make it a key in the header Authorization',
    'review',
    reshape(change, body, key, ['scheme', 'bearerFormat']),
  );
}
