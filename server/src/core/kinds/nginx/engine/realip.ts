// The client's address behind trusted proxies (ngx_http_realip_handler, src/http/modules/ngx_http_realip_module.c).
import { flag, group, innermost, isHidden } from '../config/inherit';
import { arg, placeOf } from '../config/lines';
import { addressInRange } from './addresses';
import { type Exchange, note } from './exchange';
import { isUnknown, type Unknown, unknown, unknownSetting } from './unknown';

/** Replaces the address once, where the peer is trusted and the header names one. */
export function replaceAddress(x: Exchange): Unknown | null {
  if (x.addressReplaced) return null;
  const trusted = group(x.scope, 'set_real_ip_from');
  if (isHidden(trusted)) return null;
  const from = trusted.find((line) => addressInRange(x.address, arg(line, 0)) !== null);
  if (from === undefined) return null;
  const header = innermost(x.scope, 'real_ip_header');
  if (isHidden(header)) return unknownSetting('real_ip_header', header);
  const name = header === null ? 'X-Real-IP' : arg(header.line, 0);
  if (name.toLowerCase() === 'proxy_protocol')
    return unknown('the address that the PROXY protocol gives', placeOf(from));
  const recursive = flag(x.scope, 'real_ip_recursive', false);
  if (isHidden(recursive)) return unknownSetting('real_ip_recursive', recursive);
  const address = forwardedAddress(x, name, recursive, (candidate) =>
    trusted.some((line) => addressInRange(candidate, arg(line, 0)) !== null),
  );
  if (address === null || isUnknown(address)) return address;
  note(x, 'changes', `the client's address becomes ${address} (from ${name})`, placeOf(from));
  x.address = address;
  x.addressReplaced = true;
  return null;
}

/**
 * The last address that a request header names, or with recursion the last one that is not trusted
 * (ngx_http_get_forwarded_addr); `null` where it names none.
 */
export function forwardedAddress(
  x: Exchange,
  header: string,
  recursive: boolean,
  trusted: (address: string) => boolean,
): string | null | Unknown {
  const values: string[] = [];
  for (const line of x.connection.headers) {
    if (line.name.toLowerCase() !== header.toLowerCase()) continue;
    if (isUnknown(line.value)) return line.value;
    values.push(line.value);
  }
  const addresses = values
    .join(',')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  let found: string | null = null;
  for (const address of addresses.reverse()) {
    const bare = withoutPort(address);
    if (addressInRange(bare, bare) === null) return found;
    found = bare;
    if (!recursive || !trusted(bare)) return found;
  }
  return found;
}

function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address);
  if (bracketed !== null) return bracketed[1] ?? address;
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(address) ? address.slice(0, address.indexOf(':')) : address;
}
