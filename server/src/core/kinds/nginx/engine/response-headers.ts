// Which headers of an upstream's answer reach the client, and the rewriting of Location
// (ngx_http_upstream_process_headers, ngx_http_proxy_rewrite_redirect).
import { group, isHidden } from '../config/inherit';
import { arg, type Line } from '../config/lines';
import type { Exchange, ResponseHeader } from './exchange';
import { locationOf } from './folders';
import { isUnknown, type Unknown, unknownSetting } from './unknown';
import { variablesIn } from './values';

/** Hidden unless proxy_pass_header names them (ngx_http_proxy_hide_headers). */
const HIDDEN = [
  'date',
  'server',
  'x-pad',
  'x-accel-expires',
  'x-accel-redirect',
  'x-accel-limit-rate',
  'x-accel-buffering',
  'x-accel-charset',
];

export function hiddenHeaders(x: Exchange): ReadonlySet<string> | Unknown {
  const hide = group(x.scope, 'proxy_hide_header');
  const pass = group(x.scope, 'proxy_pass_header');
  if (isHidden(hide)) return unknownSetting('proxy_hide_header', hide);
  if (isHidden(pass)) return unknownSetting('proxy_pass_header', pass);
  const names = new Set([...HIDDEN, ...hide.map((line) => arg(line, 0).toLowerCase())]);
  for (const line of pass) names.delete(arg(line, 0).toLowerCase());
  return names;
}

/** A header as a part of this answer. */
export function passedOn(header: ResponseHeader): ResponseHeader {
  return { ...header, dropped: false };
}

/** Rewrites an upstream's Location by `proxy_redirect`, by default the inverse of the proxy_pass. */
export function redirected(x: Exchange, pass: Line): void {
  const index = x.answer.findIndex(({ name, dropped }) => name.toLowerCase() === 'location' && !dropped);
  const header = x.answer[index];
  if (header === undefined || isUnknown(header.value)) return;
  const value = header.value;
  for (const { from, to } of redirections(x, pass)) {
    if (!value.startsWith(from)) continue;
    x.answer[index] = { ...header, value: absolute(x, to + value.slice(from.length)) };
    return;
  }
}

type Redirection = { readonly from: string; readonly to: string };

function redirections(x: Exchange, pass: Line): readonly Redirection[] {
  const lines = group(x.scope, 'proxy_redirect');
  if (isHidden(lines)) return [];
  if (lines.length === 0) return byDefault(x, pass);
  if (lines.some((line) => arg(line, 0) === 'off')) return [];
  return lines.flatMap((line) => {
    if (arg(line, 0) === 'default') return byDefault(x, pass);
    return arg(line, 0).startsWith('~') ? [] : [{ from: arg(line, 0), to: arg(line, 1) }];
  });
}

/** `proxy_redirect default` (ngx_http_proxy_merge_loc_conf): the passed URL becomes the location's own path. */
function byDefault(x: Exchange, pass: Line): readonly Redirection[] {
  const url = arg(pass, 0);
  if (variablesIn(url).length > 0) return [];
  const match = locationOf(x.scope)?.match;
  const path = match?.kind === 'prefix' || match?.kind === 'exact' ? match.path : '/';
  const hasUri = /^https?:\/\/[^/]+\//i.test(url);
  return [hasUri ? { from: url, to: path } : { from: `${url}/`, to: '/' }];
}

/** A rewritten Location that starts with a slash is made absolute like any other. */
function absolute(x: Exchange, location: string): string {
  if (!location.startsWith('/')) return location;
  const { scheme, host, listen } = x.connection;
  const port = listen.port === (scheme === 'https' ? 443 : 80) ? '' : `:${listen.port}`;
  return `${scheme}://${host ?? ''}${port}${location}`;
}
