// Which headers of an upstream's answer reach the client, and the rewriting of Location
// (ngx_http_upstream_process_headers, ngx_http_proxy_rewrite_redirect).
import type { Place } from '../../../text/span';
import { group, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import { userPattern } from '../config/patterns';
import { outward, type Scope } from '../config/scopes';
import { matches } from './captures';
import type { Exchange, ResponseHeader } from './exchange';
import { locationOf } from './folders';
import { setLocation } from './set-header';
import { isUnknown, type Unknown, unknownSetting } from './unknown';
import { evaluate, variablesIn } from './values';

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

/**
 * Rewrites an upstream's Location by `proxy_redirect`, by default the inverse of the proxy_pass; answers whether this
 * header is one that was rewritten.
 */
export function redirected(x: Exchange, header: ResponseHeader): boolean {
  const { name, value } = header;
  if (name.toLowerCase() !== 'location' || isUnknown(value)) return false;
  for (const redirection of redirections(x)) {
    const rewritten = rewriteLocation(x, value, redirection);
    if (rewritten === null) continue;
    setLocation(x, rewritten, header.at);
    return true;
  }
  return false;
}

type Redirection = { readonly from: string; readonly to: string; readonly at: Place | null };

/** What a Location becomes by one `proxy_redirect`; `null` where it is not meant. */
function rewriteLocation(x: Exchange, value: string, { from, to, at }: Redirection): string | null | Unknown {
  if (from.startsWith('~')) {
    const ignoreCase = from.startsWith('~*');
    const matched = matches(x, userPattern(from.slice(ignoreCase ? 2 : 1), ignoreCase), value);
    return matched === true ? evaluate(to, x, at) : matched === false ? null : matched;
  }
  const start = evaluate(from, x, at);
  if (isUnknown(start)) return start;
  if (!value.startsWith(start)) return null;
  const replacement = evaluate(to, x, at);
  return isUnknown(replacement) ? replacement : replacement + value.slice(start.length);
}

function redirections(x: Exchange): readonly Redirection[] {
  const lines = group(x.scope, 'proxy_redirect');
  if (isHidden(lines)) return [];
  if (lines.length === 0) return byDefault(x);
  if (lines.some((line) => arg(line, 0) === 'off')) return [];
  return lines.flatMap((line) =>
    arg(line, 0) === 'default' ? byDefault(x) : [{ from: arg(line, 0), to: arg(line, 1), at: placeOf(line) }],
  );
}

/**
 * `proxy_redirect default`: the passed URL becomes the location's own path. Blocks inherit what it means from the
 * outermost one that passes requests on, even where they have a proxy_pass of their own
 * (ngx_http_proxy_merge_loc_conf, `conf->redirects`).
 */
function byDefault(x: Exchange): readonly Redirection[] {
  let outermost: { readonly scope: Scope; readonly url: string } | null = null;
  for (const scope of outward(x.scope)) {
    const pass = scope.own.get('proxy_pass')?.at(-1);
    const url = pass === undefined ? '' : arg(pass, 0);
    if (url !== '' && variablesIn(url).length === 0) outermost = { scope, url };
  }
  return outermost === null ? [] : [inverse(outermost.scope, outermost.url)];
}

/** The default of the block itself. */
function inverse(scope: Scope, url: string): Redirection {
  const match = locationOf(scope)?.match;
  const path = match?.kind === 'prefix' || match?.kind === 'exact' ? match.path : '/';
  const hasUri = /^https?:\/\/[^/]+\//i.test(url);
  return hasUri ? { from: url, to: path, at: null } : { from: `${url}/`, to: '/', at: null };
}
