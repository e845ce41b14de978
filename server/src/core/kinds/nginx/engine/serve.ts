// A request's arrival: server, header lines and target, before the phases (ngx_http_process_request_headers,
// ngx_http_process_host, src/http/ngx_http_request.c).
import { lowerAscii } from '../config/bytes';
import { flag, innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import type { ListenAddress } from '../config/listen';
import { placeOfScope, type Server } from '../config/scopes';
import { chooseServer, defaultServer } from '../config/select-server';
import {
  type Connection,
  type Exchange,
  newExchange,
  note,
  type Reply,
  type RequestHeader,
  type Site,
} from './exchange';
import { handle } from './phases';
import { finish } from './special';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';
import { parseTarget } from './uri';

export type Arriving = {
  readonly method: string;
  readonly target: string;
  readonly scheme: 'http' | 'https';
  readonly listen: ListenAddress;
  /** Header lines as sent, Host among them where there is one. */
  readonly headers: readonly RequestHeader[];
  readonly peer: string;
  readonly credentials: 'valid' | 'invalid';
  readonly bodyMissing: boolean;
};

export function serveConnection(site: Site, arriving: Arriving): Reply {
  const first = defaultServer(site.configuration, arriving.listen);
  if (first === null) return unknown('who listens there', null);
  const host = hostOf(arriving.headers);
  if (isUnknown(host)) return host;
  const chosen = host === 'invalid' ? null : chooseServer(site.configuration, arriving.listen, host);
  if (isUnknown(chosen)) return chosen;
  // The target is read before the host is known, so the default server's setting counts (unless SNI chose one).
  const early = arriving.scheme === 'https' ? (chosen?.server ?? first) : first;
  if (/[^A-Z_-]/.test(arriving.method))
    return badLine(site, arriving, early, `${arriving.method} is not a method`);
  const merge = flag(early, 'merge_slashes', true);
  if (isHidden(merge)) return unknownSetting('merge_slashes', merge);
  const target = parseTarget(arriving.target, merge);
  if (target === null) return badLine(site, arriving, early, 'the path is not valid');
  if (host === 'invalid') return badRequest(site, arriving, early, target, 'the Host is not valid');
  if (chosen === null) return unknown('who listens there', null);
  const { server } = chosen;
  const wrong = malformed(arriving);
  if (wrong !== null) return badRequest(site, arriving, wrong.beforeHost ? early : server, target, wrong.why);
  const headers = acceptedHeaders(arriving, first, server);
  if (isUnknown(headers)) return headers;
  const connection = connect(site, arriving, server, headers, host);
  if (chosen.match !== null && chosen.name?.kind === 'regex' && chosen.name.pattern.regex.kind === 'regex') {
    for (const { name, index } of chosen.name.pattern.regex.names) {
      connection.variables.set(name.toLowerCase(), chosen.match.groups[index] ?? '');
    }
  }
  const x = newExchange(connection, target.uri, target.args);
  noteServer(x, server, chosen.name === null);
  return refuseEarly(x, arriving) ?? certificateMissing(x) ?? handle(x);
}

function connect(
  site: Site,
  arriving: Arriving,
  server: Server,
  headers: readonly RequestHeader[],
  host: string | null,
): Connection {
  const length = Number(headers.find(({ name }) => name.toLowerCase() === 'content-length')?.value ?? '0');
  return {
    site,
    server,
    listen: arriving.listen,
    host,
    scheme: arriving.scheme,
    peer: arriving.peer,
    requestUri: arriving.target,
    method: arriving.method,
    headers,
    credentials: arriving.credentials,
    bodyLength: Number.isFinite(length) ? length : 0,
    bodyMissing: arriving.bodyMissing,
    variables: new Map(),
    cached: new Map(),
  };
}

function noteServer(x: Exchange, server: Server, isDefault: boolean): void {
  const name = server.names[0]?.word.value;
  const text = name === undefined ? 'the server' : `server ${name}`;
  note(
    x,
    'selects',
    isDefault ? `${text} answers as the default of its address` : `${text} has this name`,
    placeOfScope(server),
  );
}

/** The host that selects a server: lower case, without port and trailing dot (ngx_http_validate_host). */
function hostOf(headers: readonly RequestHeader[]): string | null | 'invalid' | Unknown {
  const value = headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
  if (value === undefined) return null;
  if (isUnknown(value)) return value;
  const bare = value.replace(/:\d*$/, '').replace(/\.$/, '');
  if (bare === '' || /[\0-\x20/]|\.\./.test(bare)) return 'invalid';
  return lowerAscii(bare);
}

/** The first header line whose name nginx cannot read (ngx_http_parse_header_line); until Host is read no server is chosen. */
function malformed({ headers }: Arriving): { readonly why: string; readonly beforeHost: boolean } | null {
  const at = headers.findIndex(({ name }) => /^$|[\0-\x20\x7f:]/.test(name));
  if (at < 0) return null;
  const host = headers.findIndex(({ name }) => name.toLowerCase() === 'host');
  return { why: `"${headers[at]?.name}" is not the name of a header`, beforeHost: host < 0 || at < host };
}

/** A request line that cannot be read leaves no path behind (ngx_http_process_request_uri). */
function badLine(site: Site, arriving: Arriving, server: Server, why: string): Reply {
  return badRequest(site, { ...arriving, target: '' }, server, { uri: '', args: '' }, why);
}

function badRequest(
  site: Site,
  arriving: Arriving,
  server: Server,
  { uri, args }: { readonly uri: string; readonly args: string },
  why: string,
): Reply {
  const x = newExchange(connect(site, arriving, server, [], null), uri, args);
  note(x, 'refuses', why, placeOfScope(server));
  return finish(x, { status: 400, at: placeOfScope(server) });
}

/** Header fields that may come once (ngx_http_headers_in with ngx_http_process_unique_header_line, nginx 1.22.1). */
const UNIQUE = new Set([
  ...[
    'host',
    'authorization',
    'content-length',
    'content-type',
    'content-range',
    'range',
    'if-modified-since',
  ],
  ...[
    'if-unmodified-since',
    'if-match',
    'if-none-match',
    'if-range',
    'transfer-encoding',
    'expect',
    'upgrade',
  ],
]);

const METHODS_REFUSED = new Set(['TRACE', 'CONNECT']);

function refuseEarly(x: Exchange, arriving: Arriving): Reply | null {
  const at = placeOfScope(x.connection.server);
  const seen = new Set<string>();
  for (const { name } of arriving.headers) {
    const lower = name.toLowerCase();
    if (UNIQUE.has(lower) && seen.has(lower)) {
      note(x, 'refuses', `${name} is sent twice`, at);
      return finish(x, { status: 400, at });
    }
    seen.add(lower);
  }
  if (!METHODS_REFUSED.has(arriving.method)) return null;
  note(x, 'refuses', `nginx does not answer ${arriving.method}`, at);
  return finish(x, { status: 405, at });
}

/**
 * Where a client certificate is demanded, a client without one gets 496, which is 400 unless an error_page says otherwise
 * (ngx_http_process_request, src/http/ngx_http_request.c). Valid credentials are taken for a certificate, too.
 */
function certificateMissing(x: Exchange): Reply | null {
  const { server, scheme, credentials } = x.connection;
  const found = scheme === 'https' ? innermost(server, 'ssl_verify_client') : null;
  if (isHidden(found)) return unknownSetting('ssl_verify_client', found);
  if (found === null || arg(found.line, 0) !== 'on') return null;
  const at = placeOf(found.line);
  if (credentials === 'valid') {
    note(x, 'allows', 'the client certificate is taken as valid', at);
    return null;
  }
  note(x, 'refuses', 'there is no client certificate', at);
  return finish(x, { status: 496, at });
}

/**
 * Header lines with an underscore, a dot or another character that nginx calls invalid are dropped, unless told
 * otherwise (ngx_http_parse_header_line). Up to Host the default server of the address says so, then the chosen one.
 */
function acceptedHeaders(
  arriving: Arriving,
  first: Server,
  server: Server,
): readonly RequestHeader[] | Unknown {
  const hostAt = arriving.headers.findIndex(({ name }) => name.toLowerCase() === 'host');
  const out: RequestHeader[] = [];
  for (const [i, line] of arriving.headers.entries()) {
    const settings = arriving.scheme === 'http' && i <= hostAt ? first : server;
    const accepted = acceptsName(line.name, settings);
    if (isUnknown(accepted)) return accepted;
    if (accepted) out.push(isUnknown(line.value) ? line : { ...line, value: line.value.trim() });
  }
  return out;
}

function acceptsName(name: string, server: Server): boolean | Unknown {
  if (/^[A-Za-z0-9-]+$/.test(name)) return true;
  const underscores = flag(server, 'underscores_in_headers', false);
  if (isHidden(underscores)) return unknownSetting('underscores_in_headers', underscores);
  if (/^[A-Za-z0-9_-]+$/.test(name) && underscores) return true;
  const ignore = flag(server, 'ignore_invalid_headers', true);
  return isHidden(ignore) ? unknownSetting('ignore_invalid_headers', ignore) : !ignore;
}
