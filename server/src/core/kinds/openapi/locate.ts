// Which operation of a contract a request is for: by the base paths of the servers, the path template and the method.
import type { Request } from '../../model/request';
import type { Contract } from './contract';
import { lazy } from './lazy';
import type { Operation, PathItem } from './operation';
import { get } from './part';
import { indexPaths, type PathIndex } from './paths';
import { type Base, readServers } from './servers';

export type Located =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly base: Base | null }
  /** Templates that are equally near, so that the specification leaves open which is meant. */
  | { readonly kind: 'ambiguous'; readonly items: readonly PathItem[] }
  | { readonly kind: 'none'; readonly reason: string; readonly item: PathItem | null };

type Index = {
  readonly paths: PathIndex;
  /** The base paths of all servers, the longest first. */
  readonly bases: () => readonly string[];
};

const indexes = new WeakMap<Contract, Index>();

function indexOf(contract: Contract): Index {
  let index = indexes.get(contract);
  if (index === undefined) {
    index = { paths: indexPaths(contract.paths), bases: lazy(() => basePathsOf(contract)) };
    indexes.set(contract, index);
  }
  return index;
}

/** Finds the operation of a request. */
export function locate(contract: Contract, request: Request): Located {
  const path = request.target.split('?')[0] ?? '/';
  const method = request.method.toUpperCase();
  const { paths, bases } = indexOf(contract);
  let near: PathItem | null = null;
  for (const base of bases()) {
    if (base !== '' && path !== base && !path.startsWith(`${base}/`)) continue;
    const items = paths.find(path.slice(base.length) || '/');
    const hits = items.flatMap((item) => operationsFor(item, method, base, request));
    if (hits.length > 1) return { kind: 'ambiguous', items: hits.map(({ operation }) => operation.item) };
    const [hit] = hits;
    if (hit !== undefined) return { kind: 'operation', ...hit };
    near ??= items[0] ?? null;
  }
  return { kind: 'none', reason: whyNone(contract, path, method, near), item: near };
}

/** The item's operation for a method, if it is served below that base path. */
function operationsFor(
  item: PathItem,
  method: string,
  basePath: string,
  request: Request,
): readonly { readonly operation: Operation; readonly base: Base | null }[] {
  const operation = item.operations.find((one) => one.method === method);
  if (operation === undefined) return [];
  const bases = operation.servers.flatMap((server) => server.bases);
  if (bases.length === 0) return basePath === '' ? [{ operation, base: null }] : [];
  // A host that is one of the contract's has its own base paths; any other may stand for each of them.
  const own = bases.filter((base) => isAskedAt(base, request));
  const base = (own.length > 0 ? own : bases).find(({ path }) => path === basePath);
  return base === undefined ? [] : [{ operation, base }];
}

function isAskedAt({ host, port }: Base, request: Request): boolean {
  return (
    host !== null &&
    host === request.host &&
    (port === null || request.port === null || port === request.port)
  );
}

function basePathsOf(contract: Contract): readonly string[] {
  const own = contract.servers.flatMap((server) => server.bases);
  const inner = contract.paths.flatMap((item) => {
    const servers = [
      ...(readServers(item.body) ?? []),
      ...item.operations.flatMap((operation) =>
        get(operation.body, 'servers') === null ? [] : operation.servers,
      ),
    ];
    return servers.flatMap((server) => server.bases);
  });
  const paths = new Set([...own, ...inner].map((base) => base.path));
  if (own.length === 0) paths.add('');
  return [...paths].sort((a, b) => b.length - a.length);
}

function whyNone(contract: Contract, path: string, method: string, near: PathItem | null): string {
  if (near !== null) return `the contract describes no ${method} ${near.path}`;
  const [first] = indexOf(contract).bases();
  const bare = indexOf(contract).paths.find(path);
  if (bare.length > 0 && first !== undefined && first !== '') {
    return `the contract describes ${path} below ${first}, its server's base path`;
  }
  return `the contract describes no path that ${path} is of`;
}
