// The `listen` directive: addresses, ports and what is said of them (ngx_http_core_listen, ngx_parse_url).
import { arg, type Line } from './lines';

export type ListenAddress = {
  /** `*` for all addresses; an IPv6 address without brackets. */
  readonly address: string;
  readonly port: number;
  readonly ssl: boolean;
  readonly defaultServer: boolean;
  readonly unix: boolean;
  readonly proxyProtocol: boolean;
  readonly line: Line | null;
};

/** Without a `listen`, a server of a root-run nginx listens on port 80 of all addresses. */
export const IMPLICIT_LISTEN: ListenAddress = {
  address: '*',
  port: 80,
  ssl: false,
  defaultServer: false,
  unix: false,
  proxyProtocol: false,
  line: null,
};

/** Reads a `listen`; `null` where a template or a mistake hides the address. */
export function readListen(line: Line): ListenAddress | null {
  const where = arg(line, 0);
  const flags = new Set(line.args.slice(1).map((word) => word.value));
  const rest = {
    ssl: flags.has('ssl'),
    defaultServer: flags.has('default_server') || flags.has('default'),
    proxyProtocol: flags.has('proxy_protocol'),
    unix: false,
    line,
  };
  if (where.startsWith('unix:')) return { ...rest, address: where, port: 0, unix: true };
  if (/^\d{1,5}$/.test(where)) return { ...rest, address: '*', port: Number(where) };
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]{}$<>]+))(?::(\d{1,5}))?$/.exec(where);
  if (match === null) return null;
  const [, ipv6, name, port] = match;
  const address = ipv6 ?? (name === undefined || name === '0.0.0.0' || name === '*' ? '*' : name);
  return { ...rest, address, port: port === undefined ? 80 : Number(port) };
}

/** Addresses that stand for all of a family; nginx keeps IPv4 and IPv6 apart, clients of a name do not. */
export function isWildcard(address: string): boolean {
  return address === '*' || address === '::';
}

export function sameAddress(a: ListenAddress, b: ListenAddress): boolean {
  return a.address === b.address && a.port === b.port;
}
