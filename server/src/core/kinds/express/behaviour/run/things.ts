// Objects and errors in the hands of a handler: their fields, copies, and the ones that JavaScript makes itself.
import type { ClassValue, Value } from '../../values';
import { constant, type Datum, type Thing, thing, unknown } from '../datum';
import type { Machine } from './machine';
import { chosen, datumOf } from './outside';

/** An error with a name, a message and further fields. */
export function makeError(
  name: string,
  message: Datum,
  more: Iterable<readonly [string, Datum]> = [],
): Thing {
  return thing([['name', constant(name)], ['message', message], ...more], 'Error');
}

/** The fields of an object, added to those of another; what is not known of it stays open. */
export function copyFields(machine: Machine, source: Datum, to: Thing): Thing {
  const from = chosen(machine, source);
  if (from.kind === 'object') {
    for (const [name, value] of from.fields) to.fields.set(name, value);
    return from.rest === null ? to : { ...to, rest: from.rest };
  }
  if (from.kind === 'unknown') return { ...to, rest: from };
  if (from.kind === 'outside') return copyEntries(from.value, to);
  if (from.kind === 'list') {
    for (const [i, item] of from.items.entries()) to.fields.set(String(i), item);
  }
  return to;
}

function copyEntries(value: Value, to: Thing): Thing {
  if (value.kind === 'object') {
    for (const [name, entry] of value.entries) to.fields.set(name, datumOf(entry));
    return value.isOpen
      ? { ...to, rest: unknown('an object of the program that is not all known', value.at) }
      : to;
  }
  if (value.kind === 'instance') {
    for (const [name, entry] of value.fields) to.fields.set(name, datumOf(entry));
    return to;
  }
  return { ...to, rest: unknown('a value of the program is not known', null) };
}

const classes = new WeakMap<Thing, readonly ClassValue[]>();

/** Notes of which classes of the program an object is an instance, its own one first. */
export function noteClasses(made: Thing, of: readonly ClassValue[]): void {
  classes.set(made, of);
}

/** The classes of the program that an object is an instance of. */
export function classesOf(object: Thing): readonly ClassValue[] {
  return classes.get(object) ?? [];
}
