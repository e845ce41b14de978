// Header lines that may make the condition of an `if` true, for witnesses.

import { arg, type Line } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import { readCondition } from '../../kinds/nginx/engine/conditions';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { HeaderLine } from '../../model/request';
import { example } from '../../regex';
import type { NginxContext } from '../nginx-rule';

/** What a request may carry to make a condition true: header lines, and a query with its question mark. */
export type Trigger = { readonly headers: readonly HeaderLine[]; readonly query: string };

/** Ways of making the condition of an `if` true: by headers, or by an argument of the query that it compares. */
export function triggers(condition: Line | null, tables: ReadonlyMap<string, Line>): readonly Trigger[] {
  const read = condition === null ? null : readCondition(condition);
  const name =
    read?.kind === 'compare' && !read.negated ? /^\$\{?arg_(\w+)\}?$/i.exec(read.operand)?.[1] : null;
  if (read?.kind === 'compare' && name != null)
    return [{ headers: [], query: `?${name}=${encodeURIComponent(read.value)}` }];
  return triggeringHeaders(condition, tables).map((headers) => ({ headers, query: '' }));
}

/** A variable that a client's request gives its value. */
type Carrier = { readonly kind: 'header' | 'cookie'; readonly name: string };

/** Sets of headers worth trying, from the barest on: none at all, a wrong value, a value that the condition asks for. */
export function triggeringHeaders(
  condition: Line | null,
  tables: ReadonlyMap<string, Line>,
): readonly (readonly HeaderLine[])[] {
  if (condition === null) return [[]];
  const read = readCondition(condition);
  const carrier = read === null || read.kind === 'file' ? null : carrierOf(read.operand, tables);
  if (read === null || carrier === null) return [[]];
  const values = ['wrong'];
  if (read.kind === 'compare') values.push(read.value);
  if (read.kind === 'match') {
    const { regex } = userPattern(read.pattern, read.ignoreCase);
    const found = regex.kind === 'regex' ? example(regex) : null;
    if (found?.kind === 'example') values.push(found.text);
  }
  return [[], ...values.filter((value) => value !== '').map((value) => [headerFor(carrier, value)])];
}

/** The header or cookie behind a variable, itself or by the map that looks it up. */
export function carrierOf(operand: string, tables: ReadonlyMap<string, Line>): Carrier | null {
  const name = /^\$\{?(\w+)\}?$/.exec(operand)?.[1]?.toLowerCase() ?? '';
  if (name.startsWith('http_')) return { kind: 'header', name: headerName(name.slice(5)) };
  if (name.startsWith('cookie_')) return { kind: 'cookie', name: name.slice(7) };
  const table = tables.get(name);
  return table?.name === 'map' && arg(table, 0) !== operand ? carrierOf(arg(table, 0), tables) : null;
}

/** `x_api_key` as clients write it: `X-Api-Key`. */
function headerName(variable: string): string {
  return variable
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('-');
}

export function headerFor(carrier: Carrier, value: string): HeaderLine {
  return carrier.kind === 'header' ? [carrier.name, value] : ['Cookie', `${carrier.name}=${value}`];
}

/** Whether a condition asks a map for a value that no line of it gives. */
export function neverHolds(context: NginxContext, condition: Line): boolean {
  const read = readCondition(condition);
  if (read?.kind !== 'compare' || read.negated || variablesIn(read.value).length > 0) return false;
  const values = mapValues(context, read.operand);
  return values !== null && !values.includes(read.value);
}

/** All values that a map can give its variable; `null` where it is none, is set elsewhere too, or they are not known. */
export function mapValues(context: NginxContext, operand: string): readonly string[] | null {
  const name = /^\$\{?(\w+)\}?$/.exec(operand)?.[1]?.toLowerCase() ?? '';
  const { body, name: kind } = context.configuration.tables.get(name) ?? { body: null, name: '' };
  const isSet = context.linesNamed('set').some(({ line }) => arg(line, 0).toLowerCase() === `$${name}`);
  if (kind !== 'map' || body === null || body.gaps.length > 0 || isSet) return null;
  const entries = body.list.filter((line) => line.name !== 'hostnames' && line.name !== 'volatile');
  if (entries.some((line) => line.args[0]?.hole !== false || variablesIn(arg(line, 0)).length > 0))
    return null;
  const isTotal = entries.some((line) => line.name === 'default');
  return [...entries.map((line) => arg(line, 0)), ...(isTotal ? [] : [''])];
}
