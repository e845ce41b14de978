// `map` and `geo`: a variable's value looked up by another's (ngx_http_map_module, ngx_http_geo_module).
import { lowerAscii, toBytes } from '../config/bytes';
import { arg, type Line, placeOf } from '../config/lines';
import { userPattern } from '../config/patterns';
import { matches } from './captures';
import type { Exchange } from './exchange';
import { geoValue } from './geo';
import { isUnknown, type Unknown, unknown } from './unknown';
import { evaluate, variablesIn } from './values';

/** The value of a table's variable. It is computed once for a request, unless the map is volatile. */
export function tableValue(name: string, table: Line, x: Exchange): string | Unknown {
  const { cached } = x.connection;
  const before = cached.get(name);
  if (before !== undefined) return before;
  // A map that leads back to itself is empty, as an evaluation that is under way is in nginx.
  cached.set(name, '');
  const value = compute(table, x);
  if (table.body?.list.some((line) => line.name === 'volatile') === true) cached.delete(name);
  else cached.set(name, value);
  return value;
}

function compute(table: Line, x: Exchange): string | Unknown {
  const gap = table.body?.gaps[0];
  if (gap !== undefined) return unknown(`${table.name} has parts that are not read (${gap.reason})`, gap);
  switch (table.name) {
    case 'map':
      return mapValue(table, x);
    case 'geo':
      return geoValue(table, x);
    default:
      return unknown(`a value of ${table.name}`, placeOf(table));
  }
}

function mapValue(table: Line, x: Exchange): string | Unknown {
  const key = evaluate(arg(table, 0), x, placeOf(table));
  if (isUnknown(key)) return key;
  const entry = mapEntry(table, key, x);
  if (entry === null) return '';
  if (isUnknown(entry)) return entry;
  return evaluate(arg(entry, 0), x, placeOf(entry));
}

const SPECIAL = new Set(['default', 'hostnames', 'include', 'volatile']);

/** The line of a map that a key selects: an exact one, wildcards, the first regex that matches, the default. */
function mapEntry(table: Line, key: string, x: Exchange): Line | Unknown | null {
  const lines = table.body?.list ?? [];
  const lower = lowerAscii(key);
  const exact = lines.find((line) => isPlain(line) && lowerAscii(mapKey(line)) === lower);
  if (exact !== undefined) return exact;
  if (lines.some((line) => line.name === 'hostnames')) {
    const wildcard = bestWildcard(lines, lower);
    if (wildcard !== null) return wildcard;
  }
  for (const line of lines) {
    if (!isRegex(line)) continue;
    const ignoreCase = line.name.startsWith('~*');
    const matched = matches(x, userPattern(line.name.slice(ignoreCase ? 2 : 1), ignoreCase), key);
    if (isUnknown(matched)) return unknown(matched.reason, placeOf(line));
    if (matched) return line;
  }
  return lines.find((line) => line.name === 'default') ?? null;
}

/** Whether a key is plain text. A quoted key is as special as an unquoted one. */
function isPlain(line: Line): boolean {
  return !SPECIAL.has(line.name) && !isRegex(line);
}

function isRegex(line: Line): boolean {
  return line.name.startsWith('~');
}

/** A backslash keeps a special word plain: `\default`. */
function mapKey(line: Line): string {
  const bytes = toBytes(line.name);
  return bytes.startsWith('\\') ? bytes.slice(1) : bytes;
}

function bestWildcard(lines: readonly Line[], host: string): Line | null {
  let best: Line | null = null;
  let length = 0;
  for (const line of lines) {
    const name = lowerAscii(line.name);
    const suffix = name.startsWith('*.') ? name.slice(1) : name.startsWith('.') ? name : null;
    const fitsHead =
      suffix !== null && (host.endsWith(suffix) || (name.startsWith('.') && host === suffix.slice(1)));
    const fitsTail = name.endsWith('.*') && host.startsWith(name.slice(0, -1));
    if ((fitsHead || fitsTail) && name.length > length) {
      best = line;
      length = name.length;
    }
  }
  return best;
}

/** Whether a variable, through the maps that define it, depends on another one. */
export function dependsOn(
  source: string,
  wanted: (name: string) => boolean,
  tables: ReadonlyMap<string, Line>,
): boolean {
  const seen = new Set<string>();
  const open = [...variablesIn(source)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (wanted(name)) return true;
    const table = tables.get(name);
    if (table === undefined) continue;
    open.push(...variablesIn(table.name === 'geo' && table.args.length < 2 ? '$remote_addr' : arg(table, 0)));
    for (const line of table.body?.list ?? []) open.push(...variablesIn(arg(line, 0)));
  }
  return false;
}
