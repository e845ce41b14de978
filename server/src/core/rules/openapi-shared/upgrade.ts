// Schemes of Swagger 2.0 as OpenAPI 3 says them.
import type { DataValue } from '../../kinds/openapi/edits';

type Plain = Readonly<Record<string, DataValue>>;

/** The URLs that stand in a scheme of OAuth 2 itself. */
export const OLD_URLS = ['authorizationUrl', 'tokenUrl'] as const;

const NAMES: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** What 3.x calls a flow of 2.0. */
export function flowName(flow: string): string {
  return Object.hasOwn(NAMES, flow) ? (NAMES[flow] ?? flow) : flow;
}

/** The definitions as 3.x says them: the same object where they already are. */
export function upgradedAll(definitions: Plain): Plain {
  const all = Object.entries(definitions).map(([name, scheme]) => [name, upgraded(scheme)] as const);
  return all.every(([name, scheme]) => scheme === definitions[name]) ? definitions : Object.fromEntries(all);
}

function upgraded(scheme: DataValue): DataValue {
  if (!isMap(scheme)) return scheme;
  if (scheme.type === 'basic') return { ...scheme, type: 'http', scheme: 'basic' };
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  if (scheme.type !== 'oauth2' || typeof flow !== 'string') return scheme;
  const urls = Object.entries({ authorizationUrl, tokenUrl }).filter(([, url]) => url !== undefined);
  return { ...rest, flows: { [flowName(flow)]: { ...Object.fromEntries(urls), scopes: scopes ?? {} } } };
}

function isMap(value: DataValue): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
