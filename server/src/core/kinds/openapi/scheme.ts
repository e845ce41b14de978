// Security schemes: what a contract's clients are to send, and where it says so.
import type { Scheme } from '../../model/requirement';
import { lazy } from './lazy';
import {
  type Field,
  fieldOf,
  fieldsOf,
  fieldValue,
  get,
  isHidden,
  type Part,
  textAt,
  textOf,
  valueIn,
} from './part';
import { type Library, partOf, type Resolution, resolve } from './references';

/** Where a scheme's credentials travel; header names in lower case. */
export type Carrier = {
  readonly in: 'header' | 'query' | 'cookie' | 'tls';
  readonly name: string;
};

export const FLOWS = [
  'implicit',
  'password',
  'clientCredentials',
  'authorizationCode',
  'deviceAuthorization',
] as const;
export type FlowName = (typeof FLOWS)[number];

/** A flow of OAuth 2: an entry of `flows`, or in 2.0 the scheme itself. */
export type Flow = {
  /** As it is written. */
  readonly written: string;
  /** As 3.x calls it; `null` for a name that is none. */
  readonly name: FlowName | null;
  /** The flow's key; in 2.0 the key `flow`. */
  readonly field: Field;
  /** What the flow says, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  /** Its `scopes`; `null` where it has none. */
  readonly scopes: Field | null;
};

export type SecurityScheme = {
  readonly name: string;
  /** Its entry below `components.securitySchemes` or `securityDefinitions`. */
  readonly field: Field;
  readonly resolution: Resolution;
  /** What it says, its references followed; `null` where that cannot be known. */
  readonly body: Part | null;
  /** Its `type` as written; `null` where there is none that can be read. */
  readonly type: string | null;
  /** Its flows, if it is of OAuth 2. */
  readonly flows: readonly Flow[];
  /** All scopes of all flows, each with its entry; `null` where they cannot be known. */
  readonly scopes: ReadonlyMap<string, Field> | null;
  /** Where its credentials travel; `null` where it does not say so, or says it wrong. */
  readonly carrier: Carrier | null;
  /** What it demands in the model's words; `null` where that cannot be known. */
  readonly scheme: Scheme | null;
  at(key: string): Field | null;
  /** The text of one of its fields. */
  text(key: string): string | null;
};

/** Reads the schemes that a map declares, by their names. */
export function readSchemes(library: Library, declared: Part | null): ReadonlyMap<string, SecurityScheme> {
  const schemes = new Map<string, SecurityScheme>();
  for (const field of fieldsOf(declared)) {
    if (field.entry.key.startsWith('x-') && valueIn(field)?.node.kind !== 'map') continue;
    if (field.entry.key === 'Fn::Transform') continue;
    schemes.set(field.entry.key, readScheme(library, field));
  }
  return schemes;
}

/** Reads one scheme from its entry. */
export function readScheme(library: Library, field: Field): SecurityScheme {
  const resolution = lazy(() => resolve(library, fieldValue(field)));
  const body = lazy(() => {
    const found = partOf(resolution());
    return isHidden(found) ? null : found;
  });
  const type = lazy(() => textAt(body(), 'type'));
  const flows = lazy(() => readFlows(library, body()));
  const scopes = lazy(() => scopesOf(body(), flows()));
  const carrier = lazy(() => carrierOf(body()));
  const scheme = lazy(() => schemeOf(body()));
  return {
    name: field.entry.key,
    field,
    get resolution() {
      return resolution();
    },
    get body() {
      return body();
    },
    get type() {
      return type();
    },
    get flows() {
      return flows();
    },
    get scopes() {
      return scopes();
    },
    get carrier() {
      return carrier();
    },
    get scheme() {
      return scheme();
    },
    at: (key) => fieldOf(body(), key),
    text: (key) => textAt(body(), key),
  };
}

const FLOWS_OF_2: Readonly<Record<string, FlowName>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

function readFlows(library: Library, body: Part | null): readonly Flow[] {
  const written = fieldOf(body, 'flow');
  if (written !== null && body !== null) {
    const name = textOf(valueIn(written)) ?? '';
    const standard = Object.hasOwn(FLOWS_OF_2, name) ? (FLOWS_OF_2[name] ?? null) : null;
    return [{ written: name, name: standard, field: written, body, scopes: fieldOf(body, 'scopes') }];
  }
  const flows = get(body, 'flows');
  const found = flows === null ? null : resolve(library, flows);
  if (found?.kind !== 'found') return [];
  return fieldsOf(found.part)
    .filter(({ entry }) => !entry.key.startsWith('x-'))
    .map((field) => {
      const resolved = resolve(library, { file: field.file, node: field.entry.value });
      const own = resolved.kind === 'found' ? resolved.part : null;
      const name = FLOWS.find((one) => one === field.entry.key) ?? null;
      return { written: field.entry.key, name, field, body: own, scopes: fieldOf(own, 'scopes') };
    });
}

function scopesOf(body: Part | null, flows: readonly Flow[]): ReadonlyMap<string, Field> | null {
  if (body === null || isHidden(get(body, 'flows')) || get(get(body, 'flows'), '$ref') !== null) return null;
  const scopes = new Map<string, Field>();
  for (const flow of flows) {
    const list = valueIn(flow.scopes);
    if (flow.body === null || isHidden(list) || get(list, '$ref') !== null) return null;
    for (const scope of fieldsOf(list)) scopes.set(scope.entry.key, scope);
  }
  return scopes;
}

const AUTHORIZATION: Carrier = { in: 'header', name: 'authorization' };

/** Where credentials travel: RFC 9110 section 11.6.2 for `http`, RFC 6750 section 2.1 for tokens. */
function carrierOf(body: Part | null): Carrier | null {
  switch (textAt(body, 'type')) {
    case 'basic':
    case 'http':
    case 'oauth2':
    case 'openIdConnect':
      return AUTHORIZATION;
    case 'mutualTLS':
      return { in: 'tls', name: '' };
    case 'apiKey': {
      const name = textAt(body, 'name');
      const place = textAt(body, 'in');
      if (name === null || (place !== 'header' && place !== 'query' && place !== 'cookie')) return null;
      return { in: place, name: place === 'header' ? name.toLowerCase() : name };
    }
    default:
      return null;
  }
}

function schemeOf(body: Part | null): Scheme | null {
  switch (textAt(body, 'type')) {
    case 'basic':
      return { kind: 'basic' };
    case 'http':
      return httpScheme(textAt(body, 'scheme'));
    case 'oauth2':
    case 'openIdConnect':
      return { kind: 'bearer' };
    case 'mutualTLS':
      return { kind: 'mutualTls' };
    case 'apiKey': {
      const name = textAt(body, 'name');
      const place = textAt(body, 'in');
      if (name === null || (place !== 'header' && place !== 'query' && place !== 'cookie')) return null;
      return { kind: 'apiKey', in: place, name };
    }
    default:
      return null;
  }
}

/** The value of `scheme` is case-insensitive (OAS 3.0.4 and 3.1.1, Security Scheme Object). */
function httpScheme(scheme: string | null): Scheme | null {
  switch (scheme?.toLowerCase()) {
    case undefined:
    case '':
      return null;
    case 'basic':
      return { kind: 'basic' };
    case 'bearer':
      return { kind: 'bearer' };
    case 'digest':
      return { kind: 'digest' };
    case 'negotiate':
      return { kind: 'negotiate' };
    default:
      return { kind: 'custom', what: scheme ?? '' };
  }
}
