// The servers of a configuration by the addresses that they listen on, worked out once.
import { type ListenAddress, sameAddress } from './listen';
import type { Configuration, Server } from './scopes';
import type { NamePattern } from './server-names';

/** A name of a server. */
export type Named = { readonly server: Server; readonly name: NamePattern };

/** The servers of one address. */
export type AddressIndex = {
  /** In the order of the file. */
  readonly servers: readonly Server[];
  /** The server marked `default_server`, else the first one; `null` where none listens there. */
  readonly fallback: Server | null;
  /** Plain names, the first server of each: nginx ignores the others. */
  readonly exact: ReadonlyMap<string, Named>;
  /** Wildcards, patterns, and names that a template fills in, in the order of the file. */
  readonly others: readonly Named[];
};

const indexes = new WeakMap<Configuration, Map<string, AddressIndex>>();

export function addressIndex(configuration: Configuration, listen: ListenAddress): AddressIndex {
  let byAddress = indexes.get(configuration);
  if (byAddress === undefined) {
    byAddress = new Map();
    indexes.set(configuration, byAddress);
  }
  const key = `${listen.address} ${listen.port}`;
  let index = byAddress.get(key);
  if (index === undefined) {
    index = buildIndex(configuration, listen);
    byAddress.set(key, index);
  }
  return index;
}

function buildIndex(configuration: Configuration, listen: ListenAddress): AddressIndex {
  const servers = configuration.servers.filter((server) =>
    server.listens.some((other) => sameAddress(other, listen)),
  );
  const marked = servers.find((server) =>
    server.listens.some((other) => sameAddress(other, listen) && other.defaultServer),
  );
  const exact = new Map<string, Named>();
  const others: Named[] = [];
  for (const server of servers) {
    for (const name of server.names) {
      if (name.kind !== 'exact') others.push({ server, name });
      const plain = plainName(name);
      if (plain !== null && !exact.has(plain)) exact.set(plain, { server, name });
    }
  }
  return { servers, fallback: marked ?? servers[0] ?? null, exact, others };
}

/** `.example.com` is the name itself, too. */
function plainName(name: NamePattern): string | null {
  if (name.kind === 'exact') return name.name;
  return name.kind === 'head' && name.andBare ? name.suffix.slice(1) : null;
}

const addresses = new WeakMap<Configuration, readonly ListenAddress[]>();

/** Every address that a configuration listens on, each once, in the order of the file. */
export function addressesOf(configuration: Configuration): readonly ListenAddress[] {
  let all = addresses.get(configuration);
  if (all === undefined) {
    const unique = new Map<string, ListenAddress>();
    for (const listen of configuration.servers.flatMap((server) => server.listens)) {
      const { address, port, ssl, proxyProtocol, unix } = listen;
      const key = [address, port, ssl, proxyProtocol, unix].join(' ');
      if (!unique.has(key)) unique.set(key, listen);
    }
    all = [...unique.values()];
    addresses.set(configuration, all);
  }
  return all;
}
