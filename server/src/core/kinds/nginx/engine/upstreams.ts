// Where a proxy_pass leads: its address, and the server of the same configuration that answers there, if there is one.
import { addressesOf } from '../config/address-index';
import { arg } from '../config/lines';
import { isWildcard, type ListenAddress } from '../config/listen';
import type { Configuration } from '../config/scopes';

export type Target = {
  readonly scheme: 'http' | 'https';
  /** Host and port as they are written. */
  readonly authority: string;
  /** The Host header that is sent where the configuration sets none (`$proxy_host`). */
  readonly hostHeader: string;
  readonly address: string;
  readonly port: number;
  readonly path: string;
  /** Whether the address is certain. */
  readonly known: boolean;
};

const URL_PATTERN = /^(https?):\/\/(unix:[^:]+:?|\[[^\]]+\](?::\d+)?|[^/?#:]*(?::\d+)?)([/?].*)?$/i;

/** So many URLs are kept with what they are: many locations pass on to the same few upstreams, and many rules ask. */
const MAX_KEPT = 1000;
const kept = new Map<string, Target | null>();

/** Cuts the URL of a proxy_pass; `null` where it is none, or names a user. */
export function parseUpstream(url: string): Target | null {
  let target = kept.get(url);
  if (target === undefined) {
    target = cutUpstream(url);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(url, target);
  }
  return target;
}

function cutUpstream(url: string): Target | null {
  const match = URL_PATTERN.exec(url);
  if (match === null) return null;
  const scheme = match[1]?.toLowerCase() === 'https' ? 'https' : 'http';
  const authority = match[2] ?? '';
  if (authority === '' || authority.includes('@')) return null;
  const path = match[3] ?? '';
  if (authority.startsWith('unix:')) {
    const address = authority.replace(/:$/, '');
    return { scheme, authority, hostHeader: 'localhost', address, port: 0, path, known: true };
  }
  const port = /:(\d+)$/.exec(authority)?.[1];
  const address = authority.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const standard = scheme === 'https' ? 443 : 80;
  const hostHeader = Number(port ?? standard) === standard ? authority.replace(/:\d+$/, '') : authority;
  return {
    scheme,
    authority,
    hostHeader,
    address: address.toLowerCase(),
    port: Number(port ?? standard),
    path,
    known: true,
  };
}

/**
 * The address that a target stands for: an `upstream` block's single server, or itself. `null` where several
 * servers share the load, or the target's address is not certain.
 */
function peerOf(configuration: Configuration, target: Target): { address: string; port: number } | null {
  if (!target.known) return null;
  const block = configuration.upstreams.get(target.address);
  if (block === undefined) return target;
  const [only, ...others] = block.servers.filter(
    (line) => !line.args.some((word) => word.value === 'backup'),
  );
  if (only === undefined || others.length > 0) return null;
  const peer = parseUpstream(`http://${arg(only, 0)}`);
  return peer === null ? null : { address: peer.address, port: peer.port };
}

const LOCAL = new Set(['127.0.0.1', 'localhost', '::1']);

/** A listen address of this configuration that a target reaches, `null` where it leaves the configuration. */
export function upstreamServer(configuration: Configuration, target: Target): ListenAddress | null {
  const peer = peerOf(configuration, target);
  if (peer === null) return null;
  return listenAt(addressesOf(configuration), peer.address, peer.port);
}

function listenAt(listens: readonly ListenAddress[], address: string, port: number): ListenAddress | null {
  const found = listens.find((listen) =>
    listen.unix ? listen.address === address : listen.port === port && reaches(listen.address, address),
  );
  return found ?? null;
}

function reaches(listens: string, asked: string): boolean {
  return listens === asked || (LOCAL.has(asked) && (isWildcard(listens) || LOCAL.has(listens)));
}
