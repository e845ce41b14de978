// The operations of contracts as rows of the auth map.
import type { Route } from '../../model/layer';
import type { Contract } from './contract';
import type { OpenApiLayer } from './layer';
import type { Operation } from './operation';
import { requirementOf } from './requirement';
import type { Server } from './servers';

/** A row for each operation. */
export function routesOf(layer: OpenApiLayer): readonly Route[] {
  return layer.contracts.flatMap((contract) =>
    contract.operations.map((operation) => row(layer, contract, operation)),
  );
}

/** What a row says of an operation is looked up when somebody asks for it: many only count rows. */
function row({ kind, entry }: OpenApiLayer, contract: Contract, operation: Operation): Route {
  return {
    layer: { kind, entry },
    methods: [operation.method],
    get host() {
      return hostsOf(operation.servers);
    },
    get path() {
      return fullPathOf(operation);
    },
    get requires() {
      return requirementOf(contract, operation);
    },
    get leads() {
      return operation.operationId ?? 'documented';
    },
    get at() {
      return operation.at;
    },
  };
}

/** Most operations have the servers of their document. */
const hosts = new WeakMap<readonly Server[], string | null>();

function hostsOf(servers: readonly Server[]): string | null {
  const known = hosts.get(servers);
  if (known !== undefined) return known;
  const all = new Set(servers.flatMap(({ bases }) => bases.map(({ host }) => host)));
  all.delete(null);
  const host = all.size === 0 ? null : [...all].join(' ');
  hosts.set(servers, host);
  return host;
}

/** The path as clients ask for it: below the base path of its servers, where they agree on one. */
function fullPathOf(operation: Operation): string {
  const paths = new Set(operation.servers.flatMap((server) => server.bases.map((base) => base.path)));
  const [base = ''] = paths.size === 1 ? paths : [''];
  return base + operation.path;
}
