// The declared schemes as rules see them: each that can be read, once, with what its texts say of it.
import type { Contract } from '../../kinds/openapi/contract';
import { mayBeFilled } from '../../kinds/openapi/filled';
import {
  type Field,
  fieldOf,
  fieldsOf,
  get,
  hasHiddenKeys,
  idOf,
  isHidden,
  isNull,
  type Part,
  textOf,
  valueIn,
} from '../../kinds/openapi/part';
import type { Flow, SecurityScheme } from '../../kinds/openapi/scheme';

/** A scheme with its map. */
export type Readable = { readonly scheme: SecurityScheme; readonly body: Part };

/** The declared schemes whose maps can be read in full; one that several names refer to counts once. */
export function readableSchemes(contract: Contract): readonly Readable[] {
  const seen = new Set<string>();
  return [...contract.schemes.values()].flatMap((scheme) => {
    const { body } = scheme;
    if (body === null || body.node.kind !== 'map' || hasHiddenKeys(body) || seen.has(idOf(body))) return [];
    if (mayBeFilled(contract.library, body)) return [];
    seen.add(idOf(body));
    return [{ scheme, body }];
  });
}

/** Those of one type. */
export function schemesOfType(contract: Contract, type: string): readonly Readable[] {
  return readableSchemes(contract).filter(({ scheme }) => scheme.type === type);
}

/** Whether nothing stands for a key where something has to: it is not there, is null, or is an empty text. */
export function isMissing(owner: Part, key: string): boolean {
  const value = get(owner, key);
  if (value === null || isNull(value)) return true;
  return value.node.kind === 'scalar' && !isHidden(value) && String(value.node.value).trim() === '';
}

/** A key whose value is a text that can be read. */
export type Told = { readonly field: Field; readonly value: Part; readonly text: string };

/** What a key says; `null` where that is no text, or is filled in by a template. */
export function told(owner: Part | null, key: string): Told | null {
  const field = fieldOf(owner, key);
  const value = valueIn(field);
  const text = textOf(value);
  return field === null || value === null || text === null ? null : { field, value, text };
}

/** Keys of gateways that decide themselves what a scheme is: Amazon's, where `apiKey` stands for any authorizer. */
export function isGatewayScheme(body: Part): boolean {
  return fieldsOf(body).some(({ entry }) => entry.key.startsWith('x-amazon-apigateway-auth'));
}

/** All that a scheme says of itself in words: its name, its description, the format of its tokens. */
export function wordsOf({ scheme, body }: Readable): string {
  const keys = ['description', 'bearerFormat', 'x-bearer-format', 'x-bearerFormat'];
  return [scheme.name, ...keys.map((key) => told(body, key)?.text ?? '')].join(' \n');
}

/** The flows of a scheme that stand where its version looks for them: 3.x does not read those of 2.0. */
export function flowsOf(contract: Contract, { scheme }: Readable): readonly Flow[] {
  if (scheme.type !== 'oauth2') return [];
  const isOld = contract.version.family === '2.0';
  return scheme.flows.filter(({ field }) => (field.entry.key === 'flow') === isOld);
}

/** A URL that a scheme or one of its flows gives. */
export type SchemeUrl = Told & { readonly key: string; readonly flow: Flow | null };

const FLOW_URLS = ['authorizationUrl', 'deviceAuthorizationUrl', 'tokenUrl', 'refreshUrl'] as const;

/** All URLs of a scheme that clients go to. */
export function urlsOf(contract: Contract, readable: Readable): readonly SchemeUrl[] {
  const own = ['openIdConnectUrl', 'oauth2MetadataUrl'].flatMap((key) => {
    const found = told(readable.body, key);
    return found === null ? [] : [{ ...found, key, flow: null }];
  });
  const ofFlows = flowsOf(contract, readable).flatMap((flow) =>
    FLOW_URLS.flatMap((key) => {
      const found = told(flow.body, key);
      return found === null ? [] : [{ ...found, key, flow }];
    }),
  );
  return [...own, ...ofFlows];
}
