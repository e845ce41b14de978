// The answer on its way out: its headers, the status that an error page keeps, and what `add_header` adds
// (ngx_http_send_header, ngx_http_headers_filter, the headers-more module).
import type { Place } from '../../../text/span';
import { flag, group, isHidden, linesNamed } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import { isWildcard, type ListenAddress } from '../config/listen';
import { primaryName } from '../config/server-names';
import type { Exchange, Reply, ResponseHeader } from './exchange';
import { setHeader, setLocation } from './set-header';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';
import { evaluate } from './values';

export type Content = {
  readonly status: number;
  readonly at: Place | null;
  readonly body?: string | null;
  readonly location?: string;
  readonly passed?: boolean;
};

/** Sends an answer: an error page's own status wins over the content's (`r->err_status`). */
export function send(x: Exchange, content: Content): Reply {
  const status = x.errStatus === 0 ? content.status : x.errStatus;
  const condition = status === 200 ? conditionalOn(x, content) : null;
  if (condition !== null) return condition;
  if (content.location !== undefined) setLocation(x, content.location, content.at);
  const problem = addHeaders(x, status);
  if (problem !== null) return problem;
  const headers = x.answer.filter((line) => !line.dropped);
  return {
    kind: 'reply',
    status,
    headers: headers.map((header) => (header === x.location ? absolute(x, header) : header)),
    body: content.body ?? null,
    at: x.errStatus === 0 ? content.at : (x.errAt ?? content.at),
    passed: (content.passed ?? false) && x.errStatus === 0,
    upstream: x.upstream,
  };
}

/** Header lines that may turn a 200 into 304, 412, 206 or 416 (ngx_http_not_modified_header_filter, ngx_http_range_filter). */
const CONDITIONS = new Set(['if-match', 'if-none-match', 'if-unmodified-since']);
const FILE_CONDITIONS = new Set(['if-modified-since', 'range']);

/** What the client makes depend on a date, a tag or a length, which are not known; an upstream looks for itself. */
function conditionalOn(x: Exchange, { passed = false, at }: Content): Unknown | null {
  if (x.main !== null || (x.upstream !== null && !x.internal)) return null;
  const found = x.connection.headers.find(({ name }) => {
    const lower = name.toLowerCase();
    return CONDITIONS.has(lower) || (passed && FILE_CONDITIONS.has(lower));
  });
  return found === undefined ? null : unknown(`what ${found.name} asks for`, at);
}

/** The statuses that `add_header` without `always` is sent with (ngx_http_headers_filter, nginx 1.22.1). */
const PLAIN_HEADER_STATUSES: ReadonlySet<number> = new Set([
  200, 201, 204, 206, 301, 302, 303, 304, 307, 308,
]);

export function isAlways(line: Line): boolean {
  return line.args[2]?.value === 'always';
}

/** add_header leaves sub-requests alone, headers-more does not. */
function addHeaders(x: Exchange, status: number): Unknown | null {
  const problem = moreHeaders(x, status);
  return problem !== null || x.main !== null ? problem : plainHeaders(x, status);
}

function plainHeaders(x: Exchange, status: number): Unknown | null {
  const lines = group(x.scope, 'add_header');
  if (isHidden(lines)) return unknownSetting('add_header', lines);
  for (const line of lines) {
    if (!isAlways(line) && !PLAIN_HEADER_STATUSES.has(status)) continue;
    const name = arg(line, 0);
    const value = evaluate(arg(line, 1), x, placeOf(line));
    if (isUnknown(value) || value !== '') x.answer.push({ name, value, dropped: false, at: placeOf(line) });
  }
  return null;
}

const MORE = ['more_set_headers', 'more_clear_headers'];

/** headers-more adds up over all levels, outer ones first (ngx_http_headers_more_merge_loc_conf). */
function moreHeaders(x: Exchange, status: number): Unknown | null {
  const lines: Line[] = [];
  for (let scope: Exchange['scope'] | null = x.scope; scope !== null; scope = scope.parent) {
    lines.unshift(...linesNamed(scope, MORE));
    const [gap] = scope.gaps;
    if (gap !== undefined && lines.length > 0)
      return unknown(`more_set_headers may be in ${gap.reason}`, gap);
  }
  for (const line of lines) applyMore(line, status, x);
  return null;
}

function applyMore(line: Line, status: number, x: Exchange): void {
  const { statuses, types, headers } = readMore(line);
  if (types || (statuses !== null && !statuses.includes(status))) return;
  for (const text of headers) {
    const colon = text.indexOf(':');
    const name = (colon < 0 ? text : text.slice(0, colon)).trim();
    const value = isCleared(line, colon) ? '' : evaluate(text.slice(colon + 1).trim(), x, placeOf(line));
    setHeader(x, name, value === '' ? null : value, placeOf(line));
  }
}

/** more_clear_headers takes away, and so does more_set_headers with a name alone. */
function isCleared(line: Line, colon: number): boolean {
  return line.name === 'more_clear_headers' || colon < 0;
}

/** The options and header lines of a `more_…_headers`. */
export function readMore(line: Line): {
  statuses: readonly number[] | null;
  types: boolean;
  headers: readonly string[];
} {
  const statuses: number[] = [];
  let types = false;
  const headers: string[] = [];
  for (let i = 0; i < line.args.length; i++) {
    const word = arg(line, i);
    if (word === '-s') statuses.push(...arg(line, ++i).split(/\s+/).map(Number));
    else if (word === '-t') types = arg(line, ++i) !== '';
    else if (!/^-[ar]$/.test(word)) headers.push(word);
  }
  return { statuses: statuses.length === 0 ? null : statuses, types, headers };
}

/** A Location that starts with a slash becomes absolute, by the settings of the last block (ngx_http_header_filter). */
function absolute(x: Exchange, header: ResponseHeader): ResponseHeader {
  return isUnknown(header.value) ? header : { ...header, value: absoluteLocation(x, header.value) };
}

function absoluteLocation(x: Exchange, location: string): string | Unknown {
  if (!location.startsWith('/')) return location;
  const absolute = flag(x.scope, 'absolute_redirect', true);
  if (isHidden(absolute)) return unknownSetting('absolute_redirect', absolute);
  if (!absolute) return location;
  const named = flag(x.scope, 'server_name_in_redirect', false);
  const withPort = flag(x.scope, 'port_in_redirect', true);
  if (isHidden(named)) return unknownSetting('server_name_in_redirect', named);
  if (isHidden(withPort)) return unknownSetting('port_in_redirect', withPort);
  const { host, server, listen, scheme } = x.connection;
  const name = named ? primaryName(server.names) : (host ?? ownAddress(listen));
  if (isUnknown(name)) return name;
  const standard = scheme === 'https' ? 443 : 80;
  const port = withPort && listen.port !== standard ? `:${listen.port}` : '';
  return `${scheme}://${name}${port}${location}`;
}

/** The address that a client without a Host has connected to. */
function ownAddress({ address, line }: ListenAddress): string | Unknown {
  if (isWildcard(address)) return unknown('the address of the machine', line === null ? null : placeOf(line));
  return address.includes(':') ? `[${address}]` : address;
}

/** The value of WWW-Authenticate headers of a list, unknown where one of them is. */
export function challengesIn(headers: readonly ResponseHeader[]): readonly string[] | Unknown {
  const out: string[] = [];
  for (const { name, value } of headers) {
    if (name.toLowerCase() !== 'www-authenticate') continue;
    if (isUnknown(value)) return value;
    out.push(value);
  }
  return out;
}
