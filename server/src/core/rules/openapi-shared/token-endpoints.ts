// Operations that hand out the tokens that they demand themselves (openapi/token-endpoint-protected-by-own-scheme).
import type { Contract } from '../../kinds/openapi/contract';
import { locate } from '../../kinds/openapi/locate';
import type { Operation } from '../../kinds/openapi/operation';
import { type Field, fieldOf, textOf, valueIn } from '../../kinds/openapi/part';
import { requestTo } from '../../model/request';

/** The URLs of a flow by which tokens are got. */
const URLS = ['tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl', 'authorizationUrl'] as const;

/** An operation that a flow's URL leads to. */
export type TokenEndpoint = {
  readonly operation: Operation;
  readonly scheme: string;
  /** The flow's entry with the URL. */
  readonly url: Field;
};

const known = new WeakMap<Contract, readonly TokenEndpoint[]>();

/** The token endpoints of a contract that need the very tokens that they give. */
export function tokenEndpointsOf(contract: Contract): readonly TokenEndpoint[] {
  let endpoints = known.get(contract);
  if (endpoints === undefined) {
    endpoints = [...find(contract)];
    known.set(contract, endpoints);
  }
  return endpoints;
}

export function isTokenEndpoint(contract: Contract, operation: Operation): boolean {
  return tokenEndpointsOf(contract).some((endpoint) => endpoint.operation === operation);
}

const leadTo = new WeakMap<Contract, ReadonlySet<Operation>>();

/** Whether the URL of some flow leads to an operation, whatever it demands. */
export function tokenUrlLeadsTo(contract: Contract, operation: Operation): boolean {
  let operations = leadTo.get(contract);
  if (operations === undefined) {
    operations = new Set([...urlsOf(contract)].map((target) => target.operation));
    leadTo.set(contract, operations);
  }
  return operations.has(operation);
}

function* find(contract: Contract): Generator<TokenEndpoint> {
  for (const endpoint of urlsOf(contract)) {
    if (demandsAlways(endpoint.operation, endpoint.scheme)) yield endpoint;
  }
}

/** Every URL of a flow that leads to an operation of the document. */
function* urlsOf(contract: Contract): Generator<TokenEndpoint> {
  for (const scheme of contract.schemes.values()) {
    if (scheme.type !== 'oauth2') continue;
    for (const flow of scheme.flows) {
      for (const key of URLS) {
        const url = fieldOf(flow.body, key);
        const text = textOf(valueIn(url));
        if (url === null || text === null) continue;
        const operation = operationAt(contract, text, key === 'authorizationUrl' ? 'GET' : 'POST');
        if (operation !== null) yield { operation, scheme: scheme.name, url };
      }
    }
  }
}

/** Relative URLs are resolved against the server's (OAS 3.x, "Relative References in URLs"). */
function operationAt(contract: Contract, url: string, method: string): Operation | null {
  for (const { bases } of contract.servers) {
    for (const base of bases) {
      const origin = base.host === null ? '' : `https://${base.host}`;
      const absolute = /^https?:/i.test(url)
        ? url
        : url.startsWith('/')
          ? origin + url
          : `${origin}${base.path}/${url.replace(/^\.\//, '')}`;
      const request = requestTo(method, absolute);
      if (request === null || (request.host !== null && request.host !== base.host)) continue;
      const located = locate(contract, request);
      if (located.kind === 'operation') return located.operation;
    }
  }
  return null;
}

function demandsAlways({ effective }: Operation, scheme: string): boolean {
  return (
    effective.access === 'secured' &&
    effective.alternatives.every(({ demands }) => demands.some(({ name }) => name === scheme))
  );
}
