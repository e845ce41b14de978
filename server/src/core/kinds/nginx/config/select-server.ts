// The choice of a server: by the address that was connected to, then by host (ngx_http_find_virtual_server).
import type { Match } from '../../../regex';
import type { Unknown } from '../engine/unknown';
import { addressesOf, addressIndex } from './address-index';
import { placeOf } from './lines';
import { isWildcard, type ListenAddress } from './listen';
import type { Configuration, Server } from './scopes';
import { matchName, type NameMatch, type NamePattern } from './server-names';

export type Chosen = {
  readonly server: Server;
  /** The name that matched; `null` where the server answers as the default of its address. */
  readonly name: NamePattern | null;
  readonly match: Match | null;
};

/** All servers that listen on an address, in the order of the file. */
export function serversAt(configuration: Configuration, listen: ListenAddress): readonly Server[] {
  return addressIndex(configuration, listen).servers;
}

/** The server marked `default_server`, else the first one of the address. */
export function defaultServer(configuration: Configuration, listen: ListenAddress): Server | null {
  return addressIndex(configuration, listen).fallback;
}

/** The server that a host selects among those of an address. */
export function chooseServer(
  configuration: Configuration,
  listen: ListenAddress,
  host: string | null,
): Chosen | Unknown | null {
  const { fallback, exact, others } = addressIndex(configuration, listen);
  if (fallback === null) return null;
  const byDefault: Chosen = { server: fallback, name: null, match: null };
  if (host === null) return byDefault;
  const plain = exact.get(host);
  let best: { readonly chosen: Chosen; readonly found: NameMatch } | null = null;
  for (const { server, name } of others) {
    const found = matchName(name, host);
    if (found === 'unknown') {
      return {
        kind: 'unknown',
        reason: `whether ${name.word.value} is the host that was asked for`,
        at: placeOf(name.line),
      };
    }
    if (found === null) continue;
    if (best === null || isBetter(found, best.found))
      best = { chosen: { server, name, match: found.match }, found };
  }
  return plain === undefined ? (best?.chosen ?? byDefault) : { ...plain, match: null };
}

/** Of several wildcards the longest counts, of several patterns the first. */
function isBetter(a: NameMatch, b: NameMatch): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.length > b.length);
}

/** Where a URL's connection arrives. */
export type Arrival = {
  readonly listen: ListenAddress /** What had to be assumed, in words. */;
  readonly assumed: string | null;
};

/**
 * The listen address that a host and port reach. A port that the URL does not name may be mapped to the one that a
 * server listens on, as containers do; one that it names has to be listened on.
 */
export function arrivalOf(
  configuration: Configuration,
  url: { readonly scheme: 'http' | 'https'; readonly host: string | null; readonly port: number | null },
  from: string,
): Arrival | Unknown {
  const listens = addressesOf(configuration).filter((listen) => !listen.unix);
  const port = url.port ?? (url.scheme === 'https' ? 443 : 80);
  const candidates = listens.filter((listen) => listen.port === port);
  const direct = byAddress(candidates, url.host, from);
  if (direct !== null) return { listen: direct, assumed: null };
  if (url.port !== null) {
    return {
      kind: 'unknown',
      reason: `who answers on port ${port}: no server of these files listens there`,
      at: null,
    };
  }
  const mapped = byName(configuration, listens, url);
  if (mapped !== null)
    return { listen: mapped, assumed: `port ${port} is taken to be mapped to port ${mapped.port}` };
  return {
    kind: 'unknown',
    reason: `who answers on port ${port}: no server of these files listens there`,
    at: null,
  };
}

/** A specific address outranks all addresses; which of several specific ones was asked, only an address in the URL tells. */
function byAddress(
  candidates: readonly ListenAddress[],
  host: string | null,
  from: string,
): ListenAddress | null {
  const exact = candidates.find((listen) => listen.address === host?.replace(/^\[|\]$/g, ''));
  if (exact !== undefined) return exact;
  const loopback = from.startsWith('127.') || from === '::1';
  const local = candidates.find((listen) => /^127\.|^::1$|^localhost$/.test(listen.address));
  if (loopback && local !== undefined) return local;
  return candidates.find((listen) => isWildcard(listen.address)) ?? candidates[0] ?? null;
}

function byName(
  configuration: Configuration,
  listens: readonly ListenAddress[],
  { scheme, host }: { readonly scheme: 'http' | 'https'; readonly host: string | null },
): ListenAddress | null {
  const fitting = listens.filter((listen) => listen.ssl === (scheme === 'https'));
  const named = fitting.find((listen) => {
    const chosen = chooseServer(configuration, listen, host);
    return chosen !== null && 'server' in chosen && chosen.name !== null;
  });
  return named ?? fitting[0] ?? null;
}
