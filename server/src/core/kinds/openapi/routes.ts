// The operations of contracts as rows of the auth map.
import type { Route } from '../../model/layer';
import type { Contract } from './contract';
import type { OpenApiLayer } from './layer';
import type { Operation } from './operation';
import { requirementOf } from './requirement';

/** A row for each operation. */
export function routesOf(layer: OpenApiLayer): readonly Route[] {
  return layer.contracts.flatMap((contract) =>
    contract.operations.map((operation) => row(layer, contract, operation)),
  );
}

function row(layer: OpenApiLayer, contract: Contract, operation: Operation): Route {
  const bases = operation.servers.flatMap((server) => server.bases);
  const hosts = [...new Set(bases.map(({ host }) => host).filter((host) => host !== null))];
  return {
    layer: { kind: layer.kind, entry: layer.entry },
    methods: [operation.method],
    host: hosts.length === 0 ? null : hosts.join(' '),
    path: fullPathOf(operation),
    requires: requirementOf(contract, operation),
    leads: operation.operationId ?? 'documented',
    at: operation.at,
  };
}

/** The path as clients ask for it: below the base path of its servers, where they agree on one. */
export function fullPathOf(operation: Operation): string {
  const paths = new Set(operation.servers.flatMap((server) => server.bases.map((base) => base.path)));
  const [base = ''] = paths.size === 1 ? paths : [''];
  return base + operation.path;
}
