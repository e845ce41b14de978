// Where a configuration listens, and which free port of 127.0.0.1 stands for each of its addresses.
import type { Line, Lines } from '../../../server/src/core/kinds/nginx/config/lines';
import { readListen } from '../../../server/src/core/kinds/nginx/config/listen';
import type { Draft } from './draft';
import type { PortPool } from './ports';

export type Listener = {
  /** The address as the configuration has it: `*`, `::`, an address, or `unix:` and a path. */
  readonly address: string;
  /** The port as the configuration has it. */
  readonly port: number;
  readonly tls: boolean;
  /** The port of 127.0.0.1 that stands for it; 0 for a unix socket. */
  readonly real: number;
  /** The names of its servers. */
  readonly names: readonly string[];
};

export type Listeners = {
  readonly all: readonly Listener[];
  /** The listener that a client reaches at a port, `null` where nothing listens there. */
  at(port: number): Listener | null;
  /** The listener that a URL without a port reaches where a container maps ports: that of the name, or the first. */
  mapped(host: string | null, tls: boolean): Listener | null;
  /** The listener that an upstream address such as `127.0.0.1:8080` leads to, `null` where it leads out. */
  behind(address: string): Listener | null;
};

/** Options that only matter to the kernel, to other protocols or to later versions than the recorded one. */
const KEPT_FLAGS = new Set(['default_server', 'default', 'ssl', 'http2']);

/** Moves all `listen`s of a configuration to ports of the pool. `root` is where unix sockets go. */
export function moveListeners(
  servers: readonly Line[],
  draft: Draft,
  take: PortPool,
  root: string,
): Listeners {
  const listeners = new Map<string, Listener>();
  for (const server of servers) {
    const lines = server.body?.list ?? [];
    const tls = lines.some((line) => line.name === 'ssl' && line.args[0]?.value === 'on');
    const names = lines
      .filter((line) => line.name === 'server_name')
      .flatMap((line) => line.args.map((word) => word.value));
    const moving = { tls, names, listeners, draft, take, root };
    const listens = lines.filter((line) => line.name === 'listen');
    for (const line of listens) moveListen(line, moving);
    if (listens.length === 0) {
      const { real } = listenerFor('*', 80, false, moving);
      draft.intoBlock(server, `listen 127.0.0.1:${real};`);
    }
  }
  return searchable([...listeners.values()]);
}

type Moving = {
  readonly tls: boolean;
  readonly names: readonly string[];
  readonly listeners: Map<string, Listener>;
  readonly draft: Draft;
  readonly take: PortPool;
  readonly root: string;
};

function moveListen(line: Line, moving: Moving): void {
  const listen = readListen(line);
  const flags = line.args.slice(1).map((word) => word.value);
  const isDropped = flags.includes('quic') || flags.includes('udp');
  if (isDropped) moving.draft.remove(line);
  if (isDropped || listen === null) return;
  const { address, port, ssl, unix } = listen;
  const { real } = unix ? unixListener(address, moving) : listenerFor(address, port, ssl, moving);
  const where = unix ? address.replace('unix:', `unix:${moving.root}`) : `127.0.0.1:${real}`;
  moving.draft.replaceArguments(line, [where, ...flags.filter((flag) => KEPT_FLAGS.has(flag))]);
}

function listenerFor(address: string, port: number, ssl: boolean, moving: Moving): Listener {
  const { listeners, names, take } = moving;
  const key = `${address} ${port}`;
  const before = listeners.get(key);
  const listener: Listener = {
    address,
    port,
    tls: ssl || moving.tls || (before?.tls ?? false),
    real: before?.real ?? take(),
    names: [...(before?.names ?? []), ...names],
  };
  listeners.set(key, listener);
  return listener;
}

function unixListener(address: string, { listeners, names }: Moving): Listener {
  const listener: Listener = { address, port: 0, tls: false, real: 0, names };
  listeners.set(address, listener);
  return listener;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '0.0.0.0']);

function searchable(all: readonly Listener[]): Listeners {
  const openness = ({ address }: Listener) =>
    address === '*' ? 0 : address === '::' ? 1 : LOOPBACK.has(address) ? 3 : 2;
  const at = (port: number) =>
    all
      .filter((listener) => listener.port === port && listener.real !== 0)
      .sort((a, b) => openness(a) - openness(b))[0] ?? null;
  return {
    all,
    at,
    mapped(host, tls) {
      const fitting = all.filter((listener) => listener.real !== 0 && listener.tls === tls);
      const named = fitting.find(({ names }) => host !== null && names.includes(host));
      return named ?? fitting[0] ?? null;
    },
    behind(address) {
      if (address.startsWith('unix:')) return all.find((listener) => listener.address === address) ?? null;
      const match = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(address);
      const host = match?.[1] ?? address;
      const port = Number(match?.[2] ?? 80);
      const exact = all.find((listener) => listener.address === host && listener.port === port);
      if (exact !== undefined) return exact;
      return LOOPBACK.has(host) ? at(port) : null;
    },
  };
}

/** All `server` blocks of a configuration, whatever they stand in. */
export function serversIn(lines: Lines): readonly Line[] {
  return lines.list.flatMap((line) =>
    line.name === 'http' && line.body !== null
      ? serversIn(line.body)
      : line.name === 'server' && line.body !== null
        ? [line]
        : [],
  );
}
