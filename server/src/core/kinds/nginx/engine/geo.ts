// `geo`: a variable's value by an address (ngx_http_geo_block and its lookups, src/http/modules/ngx_http_geo_module.c).
import { toBytes } from '../config/bytes';
import { arg, type Line, placeOf } from '../config/lines';
import { addressIn, addressInRange, isBetween } from './addresses';
import type { Exchange } from './exchange';
import { forwardedAddress } from './realip';
import { isUnknown, type Unknown, unknown } from './unknown';
import { evaluate } from './values';

export function geoValue(table: Line, x: Exchange): string | Unknown {
  const lines = table.body?.list ?? [];
  const address = addressFor(table, lines, x);
  if (isUnknown(address)) return address;
  const line = lines.some(({ name }) => name === 'ranges')
    ? byRange(lines, address)
    : byPrefix(kept(lines), address);
  if (isUnknown(line)) return line;
  return line === null ? '' : toBytes(arg(line, 0));
}

/** The address that is looked up: behind a trusted `proxy`, the one that X-Forwarded-For names. */
function addressFor(table: Line, lines: readonly Line[], x: Exchange): string | Unknown {
  const source = table.args.length > 1 ? arg(table, 0) : '$remote_addr';
  const address = evaluate(source, x, placeOf(table));
  if (isUnknown(address)) return address;
  const proxies = lines.filter((line) => line.name === 'proxy').map((line) => arg(line, 0));
  const trusted = (candidate: string) => proxies.some((range) => addressInRange(candidate, range) !== null);
  if (!trusted(address)) return address;
  const recursive = lines.some((line) => line.name === 'proxy_recursive');
  const forwarded = forwardedAddress(x, 'X-Forwarded-For', recursive, trusted);
  return forwarded ?? address;
}

function fallback(lines: readonly Line[]): Line | null {
  return lines.findLast((line) => line.name === 'default') ?? null;
}

/** The lines whose networks no later `delete` takes out again (ngx_http_geo_cidr). */
function kept(lines: readonly Line[]): readonly Line[] {
  return lines.filter(
    (line, index) =>
      !lines
        .slice(index + 1)
        .some(({ name, args }) => name === 'delete' && isSame(line.name, args[0]?.value)),
  );
}

function isSame(network: string, other = ''): boolean {
  const length = addressInRange(addressIn(network) ?? '', other);
  return length !== null && length === addressInRange(addressIn(other) ?? '', network);
}

/** The longest prefix counts, and of two lines for one network the later one (ngx_http_geo_cidr_add). */
function byPrefix(lines: readonly Line[], address: string): Line | null {
  let best = fallback(lines);
  let bits = -1;
  for (const line of lines) {
    const length = addressInRange(address, line.name);
    if (length === null || length < bits) continue;
    best = line;
    bits = length;
  }
  return best;
}

/** A range inside another one takes its addresses over, so the last one that fits counts (ngx_http_geo_add_range). */
function byRange(lines: readonly Line[], address: string): Line | Unknown | null {
  const removed = lines.find((line) => line.name === 'delete');
  if (removed !== undefined) return unknown('geo with ranges and "delete"', placeOf(removed));
  const fitting = lines.findLast((line) => {
    const [first, last] = line.name.split('-');
    return first !== undefined && last !== undefined && isBetween(address, first, last);
  });
  return fitting ?? fallback(lines);
}
