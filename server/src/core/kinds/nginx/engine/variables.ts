// nginx's variables, by name (src/http/ngx_http_variables.c and the modules that add some).
import type { Place } from '../../../text/span';
import { primaryName } from '../config/server-names';
import { decodeBasic } from '../passwords';
import type { Exchange, RequestHeader, ResponseHeader } from './exchange';
import { documentRoot, fileOf, isAliasLost } from './folders';
import { secureLink, secureLinkExpires } from './secure-link';
import { tableValue } from './tables';
import { isUnknown, type Unknown, unknown } from './unknown';

/** The value of a variable, `''` where it is not set; unknown where it comes from outside. */
export function variable(name: string, x: Exchange, at: Place | null): string | Unknown {
  if (/^\d$/.test(name)) return x.captures[Number(name)] ?? '';
  const { variables, site } = x.connection;
  const set = variables.get(name);
  if (set !== undefined) return set;
  const table = site.configuration.tables.get(name);
  if (table !== undefined) return tableValue(name, table, x);
  const builtin = BUILTIN.get(name);
  if (builtin !== undefined) return builtin(x);
  for (const [prefix, read] of PREFIXED)
    if (name.startsWith(prefix)) return read(name.slice(prefix.length), x);
  if (isSetSomewhere(name, x)) return '';
  return unknown(`the variable $${name}`, at);
}

type Read = (x: Exchange) => string | Unknown;

const BUILTIN: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['uri', (x) => x.uri],
  ['document_uri', (x) => x.uri],
  ['request_uri', (x) => x.connection.requestUri],
  ['args', (x) => x.args],
  ['query_string', (x) => x.args],
  ['is_args', (x) => (x.args === '' ? '' : '?')],
  ['host', hostOf],
  ['request_method', (x) => (x.main ?? x).method],
  ['request', (x) => `${x.connection.method} ${x.connection.requestUri} HTTP/1.1`],
  ['scheme', (x) => x.connection.scheme],
  ['https', (x) => (x.connection.scheme === 'https' ? 'on' : '')],
  ['server_protocol', () => 'HTTP/1.1'],
  ['server_name', (x) => serverName(x)],
  ['server_port', (x) => String(x.connection.listen.port)],
  ['remote_addr', (x) => x.address],
  ['realip_remote_addr', (x) => x.connection.peer],
  ['remote_user', remoteUser],
  ['proxy_add_x_forwarded_for', forwardedFor],
  ['document_root', documentRoot],
  ['realpath_root', documentRoot],
  ['request_filename', (x) => (isAliasLost(x) ? '' : fileOf(x, x.uri))],
  ['fastcgi_script_name', (x) => x.uri],
  ['content_length', (x) => header('content-length', x)],
  ['content_type', (x) => header('content-type', x)],
  ['upstream_status', (x) => upstreamStatus(x)],
  [
    'ssl_client_verify',
    ({ connection: { scheme, credentials } }) =>
      scheme === 'http' ? '' : credentials === 'invalid' ? 'NONE' : unknown('the client certificate', null),
  ],
  ['proxy_host', (x) => x.proxyHost],
  ['secure_link', secureLink],
  ['secure_link_expires', secureLinkExpires],
  ['status', status],
  ['request_completion', () => ''],
  ['proxy_protocol_addr', (x) => (x.connection.listen.proxyProtocol ? x.address : '')],
]);

type ReadNamed = (rest: string, x: Exchange) => string | Unknown;

const PREFIXED: readonly (readonly [prefix: string, read: ReadNamed])[] = [
  ['http_', (rest, x) => header(rest.replaceAll('_', '-'), x)],
  ['cookie_', (rest, x) => cookie(rest, x)],
  ['arg_', (rest, x) => argument(rest, x)],
  ['upstream_http_', (rest, x) => upstreamHeader(rest, x)],
  ['upstream_cookie_', (rest) => unknown(`the upstream's cookie ${rest}`, null)],
  ['sent_http_', (rest, x) => sentHeader(rest, x)],
  [
    'ssl_',
    (rest, x) => (x.connection.scheme === 'http' ? '' : unknown(`the TLS session's $ssl_${rest}`, null)),
  ],
];

/** The status that an error page is for; that of other answers is known when they are sent (ngx_http_variable_status). */
function status({ errStatus }: Exchange): string | Unknown {
  return errStatus === 0 ? unknown('the status', null) : String(errStatus).padStart(3, '0');
}

/** Header names compare with `-` and `_` alike here: `$http_api_key` is both (ngx_http_variable_unknown_header). */
function matchesName(headerName: string, wanted: string): boolean {
  return headerName.toLowerCase().replaceAll('_', '-') === wanted;
}

/** The first header of a name; Cookie and X-Forwarded-For come joined. */
function header(wanted: string, x: Exchange): string | Unknown {
  const values: string[] = [];
  for (const { name, value } of x.connection.headers) {
    if (!matchesName(name, wanted)) continue;
    if (isUnknown(value)) return value;
    values.push(value);
  }
  if (wanted === 'cookie') return values.join('; ');
  if (wanted === 'x-forwarded-for') return values.join(', ');
  return values[0] ?? '';
}

/** The value of the first header line of a name, `null` where there is none. */
export function inHeader(headers: readonly RequestHeader[], name: string): string | Unknown | null {
  return headers.find((line) => line.name.toLowerCase() === name.toLowerCase())?.value ?? null;
}

function hostOf(x: Exchange): string {
  return x.connection.host ?? serverName(x);
}

function serverName(x: Exchange): string {
  return primaryName(x.connection.server.names);
}

/** Cookie values by name, case-insensitive, first one wins (ngx_http_parse_multi_header_lines). */
function cookie(name: string, x: Exchange): string | Unknown {
  const cookies = header('cookie', x);
  if (isUnknown(cookies)) return cookies;
  for (const part of cookies.split(/[;,]/)) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim().toLowerCase() === name)
      return part.slice(equals + 1).trim();
  }
  return '';
}

/** `$arg_name`: as sent, not decoded, name compared without regard to case (ngx_http_arg). */
function argument(name: string, x: Exchange): string {
  for (const part of x.args.split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).toLowerCase() === name) return part.slice(equals + 1);
  }
  return '';
}

/** `$remote_user` is what the client claims (ngx_http_variable_remote_user): nobody has checked it here. */
function remoteUser(x: Exchange): string | Unknown {
  const given = inHeader(x.connection.headers, 'authorization') ?? '';
  if (isUnknown(given)) return given;
  const decoded = decodeBasic(given);
  return decoded.kind === 'credentials' ? decoded.user : '';
}

function forwardedFor(x: Exchange): string | Unknown {
  const before = header('x-forwarded-for', x);
  if (isUnknown(before)) return before;
  return before === '' ? x.address : `${before}, ${x.address}`;
}

function upstreamStatus(x: Exchange): string | Unknown {
  if (x.upstreamAnswer === null) return '';
  return x.upstreamAnswer.status === null
    ? unknown("the upstream's status", null)
    : String(x.upstreamAnswer.status);
}

function upstreamHeader(name: string, x: Exchange): string | Unknown {
  if (x.upstreamAnswer === null) return '';
  if (x.upstreamAnswer.headers === null)
    return unknown(`the upstream's header ${name.replaceAll('_', '-')}`, null);
  return firstHeader(x.upstreamAnswer.headers, name);
}

function sentHeader(name: string, x: Exchange): string | Unknown {
  return firstHeader(x.answer, name);
}

function firstHeader(headers: readonly ResponseHeader[], name: string): string | Unknown {
  const wanted = name.replaceAll('_', '-');
  return headers.find((line) => !line.dropped && matchesName(line.name, wanted))?.value ?? '';
}

/** A variable that some directive defines, though not for this request: it is empty. */
function isSetSomewhere(name: string, x: Exchange): boolean {
  return definedVariables(x).has(name);
}

const defined = new WeakMap<object, ReadonlySet<string>>();

function definedVariables(x: Exchange): ReadonlySet<string> {
  const { configuration } = x.connection.site;
  let names = defined.get(configuration);
  if (names === undefined) {
    names = new Set(definitions(configuration.lines.list));
    defined.set(configuration, names);
  }
  return names;
}

type Lines = typeof import('../config/lines').NO_LINES.list;

function* definitions(lines: Lines): Generator<string> {
  for (const line of lines) {
    if ((line.name === 'set' || line.name === 'auth_request_set') && line.args[0]?.value.startsWith('$')) {
      yield line.args[0].value.slice(1).toLowerCase();
    }
    for (const word of [line.node.name, ...line.args]) {
      for (const [, name] of word.value.matchAll(/\(\?P?[<']([A-Za-z_]\w*)[>']/g))
        if (name !== undefined) yield name.toLowerCase();
    }
    if (line.body !== null) yield* definitions(line.body.list);
  }
}
