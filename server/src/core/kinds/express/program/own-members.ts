// Whether a value has a member: `hasOwnProperty`, `Object.hasOwn` and `in`, as defaults are put where nothing was given.
import type { ObjectValue, Value } from '../values';
import type { CallSite } from './call';
import { madeBy } from './makers';
import { constantOf, plainOf } from './operators';
import type { Run } from './run';

/**
 * Whether a value has a member of its own, or for `in` one at all; `null` where that is not known. It is not asked once
 * the program is through: handlers may have changed what they were given.
 */
export function hasMember(
  run: Run,
  of: Value | undefined,
  key: Value | undefined,
  isOwn: boolean,
): Value | null {
  const plain = key === undefined ? null : plainOf(key);
  if (run.isFrozen || of === undefined || plain === null) return null;
  const name = String(plain.value);
  // A compiler's mark, and what sets a prototype, are no entries.
  if (name === '__esModule' || name === '__proto__') return null;
  const has = hasEntry(of, name);
  const isOfAll = !isOwn && has === false && (name in Object.prototype || hasPrototype(of));
  return has === null || isOfAll ? null : constantOf(has);
}

/** What an object has, in the order of JavaScript: indexes first, the lowest before others (OrdinaryOwnPropertyKeys). */
export function entriesInOrder({ entries }: ObjectValue): readonly (readonly [string, Value])[] {
  const all = [...entries];
  const indexes = all.filter(([name]) => INDEX.test(name) && Number(name) < 2 ** 32 - 1);
  if (indexes.length === 0) return all;
  const others = all.filter((one) => !indexes.includes(one));
  return [...indexes.sort(([a], [b]) => Number(a) - Number(b)), ...others];
}

const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** `object.hasOwnProperty(name)`; `null` for what it has under that name itself. */
export function objectMethod(run: Run, of: ObjectValue, method: string, { given }: CallSite): Value | null {
  const isOwn = method === 'hasOwnProperty' && !of.entries.has(method);
  return isOwn ? hasMember(run, of, given[0]?.value, true) : null;
}

function hasEntry(of: Value, name: string): boolean | null {
  if (of.kind !== 'object' && of.kind !== 'instance') return null;
  const entry = (of.kind === 'object' ? of.entries : of.fields).get(name);
  if (entry === undefined) return of.kind === 'object' && !of.isOpen ? false : null;
  // The methods of a maker's prototype lie among what is its own.
  const mayBeInherited = entry.kind === 'function' && madeBy(of) !== null;
  return mayBeMissing(entry) || mayBeInherited ? null : true;
}

/** What was deleted, or is put under a condition, is no longer there, or may not be: the same as what is undefined. */
function mayBeMissing(value: Value): boolean {
  return value.kind === 'undefined' || (value.kind === 'either' && value.of.some(mayBeMissing));
}

function hasPrototype(of: Value): boolean {
  return of.kind === 'object' && of.entries.has('__proto__');
}
