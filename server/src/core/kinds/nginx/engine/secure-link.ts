// Signed links: `$secure_link` of an MD5 over what the configuration says
// (ngx_http_secure_link_variable, src/http/modules/ngx_http_secure_link_module.c).
import { innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import { decodeBase64 } from '../passwords/base64';
import { byteString, bytesOf } from '../passwords/bytes';
import { md5 } from '../passwords/md5';
import type { Exchange } from './exchange';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';
import { evaluate } from './values';

/** The longest text that can be the base64 of an MD5. */
const LONGEST = 24;

/** `''` where the hash does not fit, `1` where it does; a time of expiry asks for a clock, which is not there. */
export function secureLink(x: Exchange): string | Unknown {
  const link = setting(x, 'secure_link');
  const signed = setting(x, 'secure_link_md5');
  if (isUnknown(link) || isUnknown(signed)) return isUnknown(link) ? link : (signed ?? '');
  if (link === null || signed === null) return withoutHash(x);
  const comma = link.indexOf(',');
  const hash = comma < 0 ? link : link.slice(0, comma);
  const expires = comma < 0 ? '' : link.slice(comma + 1);
  if (comma >= 0 && !/^0*[1-9]\d*$/.test(expires)) return '';
  const given = hash.length > LONGEST || /[+/]/.test(hash) ? null : decodeBase64(ordinary(hash));
  if (given === null || byteString(given) !== byteString(md5(bytesOf(signed)))) return '';
  return comma < 0 ? '1' : unknown('whether the link has expired', null);
}

/** The base64 of URLs in the letters of the ordinary one. */
function ordinary(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

/** The older form by `secure_link_secret` has its hash in the path. */
function withoutHash(x: Exchange): string | Unknown {
  const secret = innermost(x.scope, 'secure_link_secret');
  if (secret === null) return '';
  return isHidden(secret)
    ? unknownSetting('secure_link_secret', secret)
    : unknown('$secure_link by secure_link_secret', placeOf(secret.line));
}

function setting(x: Exchange, name: string): string | Unknown | null {
  const found = innermost(x.scope, name);
  if (found === null) return null;
  if (isHidden(found)) return unknownSetting(name, found);
  return evaluate(arg(found.line, 0), x, placeOf(found.line));
}
