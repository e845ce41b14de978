// The request that goes upstream: which headers it carries (ngx_http_proxy_create_request and
// ngx_http_proxy_init_headers, src/http/modules/ngx_http_proxy_module.c).
import { flag, group, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import type { Exchange, RequestHeader } from './exchange';
import { isUnknown, type Unknown, unknownSetting } from './unknown';
import { compileValue, evaluate } from './values';
import { variable } from './variables';

/** The directives of a kind of *_pass that say what goes upstream. */
export type PassWords = {
  readonly setHeader: string;
  readonly passHeaders: string;
  readonly passBody: string;
};

/** Names that proxy_pass sets where the configuration does not; the empty ones are not sent (nginx 1.22.1). */
const DEFAULTS: readonly (readonly [name: string, value: string])[] = [
  ['host', '$proxy_host'],
  ['connection', 'close'],
  ['transfer-encoding', ''],
  ['te', ''],
  ['keep-alive', ''],
  ['expect', ''],
  ['upgrade', ''],
];

/** The header lines that the upstream gets, Host first. */
export function headersUpstream(x: Exchange, words: PassWords): readonly RequestHeader[] | Unknown {
  const lines = group(x.scope, words.setHeader);
  if (isHidden(lines)) return unknownSetting(words.setHeader, lines);
  const passed = flag(x.scope, words.passHeaders, true);
  if (isHidden(passed)) return unknownSetting(words.passHeaders, passed);
  const own = lines.map((line) => ownHeader(x, line));
  const names = new Set([
    ...own.map(({ name }) => name.toLowerCase()),
    ...DEFAULTS.map(([name]) => name),
    'content-length',
  ]);
  const host: RequestHeader[] = own.some(({ name }) => name.toLowerCase() === 'host')
    ? []
    : [{ name: 'Host', value: x.proxyHost, at: null }];
  const clients = passed ? x.connection.headers.filter(({ name }) => !names.has(name.toLowerCase())) : [];
  const ownLength = own.find(({ name }) => name.toLowerCase() === 'content-length');
  const length = ownLength === undefined && x.connection.bodyLength > 0 ? [lengthHeader(x)] : [];
  return [...host, ...own.filter(({ value }) => value !== '').map(asRead), ...length, ...clients];
}

/** The first colon of a line ends its name, so the rest of a name that has one is read as a part of the value. */
function asRead(header: RequestHeader): RequestHeader {
  const colon = header.name.indexOf(':');
  if (colon < 0) return header;
  const { value } = header;
  const rest = header.name.slice(colon + 1);
  return {
    ...header,
    name: header.name.slice(0, colon),
    value: isUnknown(value) ? value : `${rest}: ${value}`,
  };
}

function lengthHeader(x: Exchange): RequestHeader {
  return { name: 'Content-Length', value: String(x.connection.bodyLength), at: null };
}

function ownHeader(x: Exchange, line: Line): RequestHeader {
  return { name: arg(line, 0), value: evaluate(arg(line, 1), x, placeOf(line)), at: placeOf(line) };
}

/**
 * The Authorization that goes upstream, `null` for none. Where a part of it cannot be known, its variable stands
 * for it: the form is known all the same.
 */
export function authorizationOf(
  x: Exchange,
  headers: readonly RequestHeader[],
  lines: readonly Line[],
): string | null {
  const header = headers.find(({ name }) => name.toLowerCase() === 'authorization');
  if (header === undefined) return null;
  // The value is read by a server, which strips blanks at its ends (RFC 9110, section 5.5).
  if (!isUnknown(header.value)) return header.value.trim();
  const line = lines.find((candidate) => arg(candidate, 0).toLowerCase() === 'authorization');
  return line === undefined ? `(${header.value.reason})` : symbolic(arg(line, 1), x);
}

/** A value with the variables that are not known left in by name. */
export function symbolic(source: string, x: Exchange): string {
  return compileValue(source)
    .parts.map((part) => {
      if (part.kind === 'text') return part.text;
      const value = variable(part.name, x, null);
      return isUnknown(value) ? `$${part.name}` : value;
    })
    .join('');
}
