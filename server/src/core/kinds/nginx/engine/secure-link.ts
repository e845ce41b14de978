// Signed links: `$secure_link` of an MD5 over what the configuration says
// (ngx_http_secure_link_variable, src/http/modules/ngx_http_secure_link_module.c).
import { toBytes } from '../config/bytes';
import { type Effective, type Hidden, innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import { outward, type Scope } from '../config/scopes';
import { decodeBase64 } from '../passwords/base64';
import { byteString, bytesOf } from '../passwords/bytes';
import { md5 } from '../passwords/md5';
import type { Exchange } from './exchange';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';
import { evaluate } from './values';

/** The longest text that can be the base64 of an MD5. */
const LONGEST = 24;

/** The clock of whoever asks is taken to stand between these times, in seconds since 1970: 2026 and 2100. */
const CLOCK = { from: 1_767_225_600, to: 4_102_444_800 };

/** The largest time that a system knows; more digits than that are no time (ngx_atotm). */
const LAST_TIME = 2 ** 63;

/**
 * The value of `$secure_link`: empty where the hash does not fit, `0` where the link has expired, `1` where it is good.
 * A request keeps the first answer, whatever it is redirected to (ngx_http_get_indexed_variable).
 */
export function secureLink(x: Exchange): string | Unknown {
  const { cached } = x.connection;
  const before = cached.get('secure_link');
  if (before !== undefined) return before;
  cached.set('secure_link', '');
  const value = compute(x);
  cached.set('secure_link', value);
  return value;
}

/** `$secure_link_expires`: the time that the link itself tells, known once `$secure_link` has been asked for. */
export function secureLinkExpires(x: Exchange): string | Unknown {
  return x.connection.cached.get('secure_link_expires') ?? '';
}

function compute(x: Exchange): string | Unknown {
  const secret = secretOf(x.scope);
  if (secret !== null) {
    if (isHidden(secret)) return unknownSetting('secure_link_secret', secret);
    if (secret.line.args[0]?.hole === true) return unknown('the secret of links', placeOf(secret.line));
    return linkBySecret(x.connection.requestUri, arg(secret.line, 0));
  }
  const link = setting(x, 'secure_link');
  if (isUnknown(link)) return link;
  if (link === null || innermost(x.scope, 'secure_link_md5') === null) return '';
  const comma = link.indexOf(',');
  const hash = comma < 0 ? link : link.slice(0, comma);
  const expires = comma < 0 ? null : link.slice(comma + 1);
  if (expires !== null) {
    if (!/^0*[1-9]\d*$/.test(expires) || Number(expires) >= LAST_TIME) return '';
    x.connection.cached.set('secure_link_expires', expires);
  }
  const signed = setting(x, 'secure_link_md5');
  if (isUnknown(signed)) return signed;
  const given = hash.length > LONGEST || /[+/]/.test(hash) ? null : decodeBase64(ordinary(hash));
  if (given === null || byteString(given) !== byteString(md5(bytesOf(signed ?? '')))) return '';
  return expires === null ? '1' : stillGood(Number(expires));
}

function stillGood(expires: number): string | Unknown {
  if (expires < CLOCK.from) return '0';
  return expires > CLOCK.to ? '1' : unknown('whether the link has expired', null);
}

/** The older form holds where no block further in has the newer one (ngx_http_secure_link_merge_conf). */
function secretOf(scope: Scope): Effective | Hidden | null {
  for (const { own } of outward(scope)) {
    if (own.has('secure_link_secret')) break;
    if (own.has('secure_link') || own.has('secure_link_md5')) return null;
  }
  return innermost(scope, 'secure_link_secret');
}

/**
 * The older form has its hash in the path as the client sent it: `/prefix/HASH/link`, with the MD5 of link and secret
 * in hexadecimal digits. The value is the link (ngx_http_secure_link_old_variable).
 */
function linkBySecret(requestUri: string, secret: string): string {
  const [, hash, link] = /^.[^/]*\/([^/]*)\/(.+)$/s.exec(requestUri) ?? [];
  if (hash === undefined || link === undefined || !/^[0-9a-f]{32}$/i.test(hash)) return '';
  const sum = md5(bytesOf(link + toBytes(secret)));
  const wanted = [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hash.toLowerCase() === wanted ? link : '';
}

/** The base64 of URLs in the letters of the ordinary one. */
function ordinary(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

function setting(x: Exchange, name: string): string | Unknown | null {
  const found = innermost(x.scope, name);
  if (found === null) return null;
  if (isHidden(found)) return unknownSetting(name, found);
  return evaluate(arg(found.line, 0), x, placeOf(found.line));
}
