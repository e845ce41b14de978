// Points every upstream address of a configuration at one of its own servers, or at a stand-in of the test.
import type { Line, Lines } from '../../../server/src/core/kinds/nginx/config/lines';
import type { Draft } from './draft';
import type { Echo, Protocol } from './echo';
import type { Listeners } from './listeners';
import type { PortPool } from './ports';

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  proxy_pass: 'http',
  fastcgi_pass: 'fastcgi',
  uwsgi_pass: 'uwsgi',
  scgi_pass: 'scgi',
  grpc_pass: 'grpc',
};

/** What becomes of an address that no server of the configuration answers. */
export type Unanswered = 'echo' | 'refuse';

export type Upstreams = {
  /** Stand-ins to open, by port. */
  readonly echoes: ReadonlyMap<number, Echo>;
  /** The port that variables of the form `$runnable_echo` lead to, `null` where none does. */
  readonly variableEcho: number | null;
};

type Moving = {
  readonly listeners: Listeners;
  readonly draft: Draft;
  readonly take: PortPool;
  readonly unanswered: Unanswered;
  readonly root: string;
  readonly echoes: Map<number, Echo>;
  /** Ports by what stands behind them. */
  readonly ports: Map<string, number>;
  /** Names of `upstream` blocks with the protocol that they are spoken to in. */
  readonly names: ReadonlyMap<string, Protocol>;
  /** Whether values of the configuration name upstreams of its own, so that variables find them. */
  readonly ownVariables: boolean;
  usesVariableEcho: boolean;
};

/** Moves all upstream addresses. A literal address keeps its URI part; a variable one leads to a stand-in. */
export function moveUpstreams(
  lines: Lines,
  listeners: Listeners,
  draft: Draft,
  take: PortPool,
  options: { readonly unanswered: Unanswered; readonly root: string },
): Upstreams {
  const all = [...everyLine(lines)];
  const names = new Map<string, Protocol>();
  for (const line of all) {
    if (line.name === 'upstream' && line.body !== null) names.set(line.args[0]?.value ?? '', 'http');
  }
  for (const line of all) {
    const protocol = PROTOCOLS[line.name];
    const name = authorityOf(line.args[0]?.value ?? '');
    if (protocol !== undefined && names.has(name)) names.set(name, protocol);
  }
  const moving: Moving = {
    ...options,
    listeners,
    draft,
    take,
    echoes: new Map(),
    ports: new Map(),
    names,
    ownVariables: all.some((line) => namesOwnUpstream(line, listeners, names)),
    usesVariableEcho: false,
  };
  move(lines, null, judgedLocations(lines), moving);
  return {
    echoes: moving.echoes,
    variableEcho: moving.usesVariableEcho ? portFor('variable', 'http', null, moving) : null,
  };
}

function* everyLine(lines: Lines): Generator<Line> {
  for (const line of lines.list) {
    yield line;
    if (line.body !== null) yield* everyLine(line.body);
  }
}

/** `http://host:80/x` and `host:80` both have the authority `host:80`. */
function authorityOf(address: string): string {
  return address.replace(/^(https?|grpcs?):\/\//, '').replace(/^(unix:[^:]*|[^/]*).*$/s, '$1');
}

function namesOwnUpstream(line: Line, listeners: Listeners, names: ReadonlyMap<string, Protocol>): boolean {
  if (line.name !== 'set' && line.name !== 'default' && line.args.length !== 1) return false;
  const authority = authorityOf(line.args.at(-1)?.value ?? '');
  return authority.includes(':') || names.has(authority)
    ? names.has(authority) || listeners.behind(authority) !== null
    : false;
}

function move(lines: Lines, location: Line | null, judged: ReadonlyMap<Line, string>, moving: Moving): void {
  for (const line of lines.list) {
    const protocol = PROTOCOLS[line.name];
    const judge = location === null ? null : (judged.get(location) ?? null);
    if (protocol !== undefined) movePass(line, protocol, judge, moving);
    else if (line.name === 'upstream') moveUpstream(line, moving);
    else if (line.name !== 'listen') moveValues(line, moving);
    if (line.body === null) continue;
    move(line.body, line.name === 'location' ? line : location, judged, moving);
  }
}

function movePass(line: Line, protocol: Protocol, judge: string | null, moving: Moving): void {
  const value = line.args[0]?.value ?? '';
  const authority = authorityOf(value);
  // nginx refuses an address with a user name; it has to see the one that was written.
  if (authority.includes('@')) return;
  if (authority.includes('$')) {
    moveVariable(line, protocol, authority, moving);
    return;
  }
  const scheme = /^(\w+):\/\//.exec(value)?.[1] ?? null;
  const rest = value.slice((scheme === null ? 0 : scheme.length + 3) + authority.length);
  if (moving.names.has(authority)) {
    moving.draft.replaceArgument(line, 0, (scheme === null ? '' : `${plain(scheme)}://`) + authority + rest);
    return;
  }
  const own = protocol === 'http' ? ownListener(authority, scheme, moving) : null;
  const to = own?.address ?? `127.0.0.1:${portFor(authority, protocol, judge, moving)}`;
  const with_ = own?.tls ? 'https' : scheme === null ? null : plain(scheme);
  moving.draft.replaceArgument(line, 0, (with_ === null ? '' : `${with_}://`) + to + rest);
}

const plain = (scheme: string) => scheme.replace(/s$/, '');

function ownListener(
  authority: string,
  scheme: string | null,
  moving: Moving,
): { readonly address: string; readonly tls: boolean } | null {
  const withPort = /:\d+$|^unix:/.test(authority)
    ? authority
    : `${authority}:${scheme === 'https' ? 443 : 80}`;
  const listener = moving.listeners.behind(withPort);
  if (listener === null) return null;
  const address =
    listener.real === 0 ? authority.replace('unix:', `unix:${moving.root}`) : `127.0.0.1:${listener.real}`;
  return { address, tls: listener.tls };
}

/** A variable stays a variable, since nginx treats the URI differently then; it leads to a stand-in instead. */
function moveVariable(line: Line, protocol: Protocol, authority: string, moving: Moving): void {
  if (moving.ownVariables) return;
  if (protocol !== 'http') {
    moving.draft.replaceArgument(line, 0, `127.0.0.1:${portFor(authority, protocol, null, moving)}`);
    return;
  }
  moving.usesVariableEcho = true;
  const value = line.args[0]?.value ?? '';
  const scheme = /^\w+:\/\//.exec(value)?.[0] ?? '';
  moving.draft.replaceArgument(
    line,
    0,
    `http://$runnable_echo${value.slice(scheme.length + authority.length)}`,
  );
}

/** Parameters of `server` in an upstream that only NGINX Plus, or a running resolver, understands. */
const DROPPED_PARAMETERS = /^(resolve|service=.*|slow_start=.*|route=.*|drain|max_conns=.*)$/;
const DROPPED_DIRECTIVES = new Set([
  'sticky',
  'ntlm',
  'queue',
  'state',
  'health_check',
  'resolver',
  'fair',
  'check',
]);

function moveUpstream(upstream: Line, moving: Moving): void {
  const protocol = moving.names.get(upstream.args[0]?.value ?? '') ?? 'http';
  for (const line of upstream.body?.list ?? []) {
    if (DROPPED_DIRECTIVES.has(line.name)) moving.draft.remove(line);
    if (line.name !== 'server') continue;
    const address = line.args[0]?.value ?? '';
    const own = protocol === 'http' ? ownListener(address, null, moving) : null;
    const to = own?.address ?? `127.0.0.1:${portFor(address, protocol, null, moving)}`;
    const parameters = line.args.slice(1).map((word) => word.value);
    moving.draft.replaceArguments(line, [to, ...parameters.filter((word) => !DROPPED_PARAMETERS.test(word))]);
  }
}

/** Values such as `set $backend 127.0.0.1:8081;` or `return 302 http://localhost:8081/;` that name an own server. */
function moveValues(line: Line, moving: Moving): void {
  line.args.forEach(({ value }, index) => {
    const moved = value.replace(/\b(127\.0\.0\.1|localhost):\d+\b/g, (address) => {
      const listener = moving.listeners.behind(address);
      return listener === null ? address : `127.0.0.1:${listener.real}`;
    });
    if (moved !== value) moving.draft.replaceArgument(line, index, moved);
  });
}

function portFor(name: string, protocol: Protocol, judge: string | null, moving: Moving): number {
  const key = `${protocol} ${judge} ${name}`;
  const before = moving.ports.get(key);
  if (before !== undefined) return before;
  const port = moving.take();
  moving.ports.set(key, port);
  if (moving.unanswered === 'echo') {
    moving.echoes.set(port, { protocol, name, judges: judge });
  }
  return port;
}

/**
 * The locations that answer sub-requests of auth_request, with the path that they judge. The exact one judges all that
 * it gets; the longest prefix may have other pages too, so it judges the sub-request's path only. `location /` is left
 * out: it leads to the application, which answers anything with 200.
 */
function judgedLocations(lines: Lines): ReadonlyMap<Line, string> {
  const all = [...everyLine(lines)];
  const targets = new Set(
    all.filter((line) => line.name === 'auth_request').map((line) => line.args[0]?.value ?? 'off'),
  );
  const judged = new Map<Line, string>();
  for (const target of targets) {
    for (const server of all.filter((line) => line.name === 'server' && line.body !== null)) {
      const chosen = (server.body?.list ?? [])
        .filter((line) => line.name === 'location' && pathOf(line) !== '/' && target.startsWith(pathOf(line)))
        .filter((line) => line.args[0]?.value !== '=' || pathOf(line) === target)
        .sort((a, b) => pathOf(b).length - pathOf(a).length)[0];
      if (chosen !== undefined) judged.set(chosen, chosen.args[0]?.value === '=' ? '' : target);
    }
  }
  return judged;
}

function pathOf(location: Line): string {
  const [first, second] = location.args;
  if (second === undefined) return first?.value.replace(/^=/, '') ?? '';
  return first?.value.startsWith('~') ? '~' : second.value;
}
