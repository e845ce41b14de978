// What loops, spreads and destructurings go through: the items of a value, or its keys.
import type { Place } from '../../../../text/span';
import { constant, type Datum, isNothing, list, memberOfUnknown, thing, unknown } from '../datum';
import { GivenUp, type Machine, Thrown } from './machine';
import { collectionOf } from './members';
import { chosen } from './outside';
import { copyFields, makeError } from './things';

/** The items of a value. `wanted` is how many are asked for, where what is not known can be given one by one. */
export function itemsOf(machine: Machine, datum: Datum, at: Place, wanted = 0): readonly Datum[] {
  const value = madeOf(machine, datum, at);
  if (value.kind === 'list') {
    const more = value.isOpen ? Math.max(0, wanted - value.items.length) : 0;
    const extra = Array.from({ length: more }, (_, i) =>
      unknown('an item of an array is not known', at, { key: `${at.span.start} item ${i}` }),
    );
    return [...value.items, ...extra];
  }
  if (value.kind === 'constant' && typeof value.value === 'string') {
    return [...value.value].map((char): Datum => ({ ...value, value: char }));
  }
  if (isNothing(value)) {
    throw new Thrown(makeError('TypeError', constant('undefined is not iterable')), at);
  }
  if (value.kind === 'object' && (value.of === 'Set' || value.of === 'Map')) {
    const items = value.fields.get('(items)');
    if (items?.kind === 'list') return items.items;
  }
  if (wanted > 0 && value.kind === 'unknown') {
    return Array.from({ length: wanted }, (_, i) => memberOfUnknown(value, String(i)));
  }
  throw new GivenUp('what a loop goes through is not known', at);
}

/** What a spread gives, which may be more than is known. */
export function spreadOf(
  machine: Machine,
  datum: Datum,
  at: Place,
): { items: readonly Datum[]; isOpen: boolean } {
  const value = madeOf(machine, datum, at);
  const isLost = value.kind === 'unknown' || value.kind === 'outside';
  if (isLost || (value.kind === 'object' && value.of === null && value.rest !== null))
    return { items: [], isOpen: true };
  return { items: itemsOf(machine, value, at), isOpen: isOpenList(machine, value, at) };
}

/** Some item of an array that is not all known: the one that belongs to the client, where it is good. */
export function someItem(at: Place): Datum {
  const key = `item ${at.file}:${at.span.start}`;
  return unknown('an item of an array is not known', at, { key, judged: true, truthy: true });
}

/** The items that a loop goes through, with one more for all those that are not known. */
export function loopItemsOf(machine: Machine, datum: Datum, at: Place): readonly Datum[] {
  const items = itemsOf(machine, datum, at);
  return isOpenList(machine, datum, at) ? [...items, someItem(at)] : items;
}

/** Whether a list, a set or a map may hold more than its items. */
export function isOpenList(machine: Machine, datum: Datum, at: Place): boolean {
  const value = madeOf(machine, datum, at);
  const items = value.kind === 'object' ? value.fields.get('(items)') : value;
  return items?.kind === 'list' && items.isOpen;
}

/** A value, or the set or map that the program made when it started. */
function madeOf(machine: Machine, datum: Datum, at: Place): Datum {
  const value = chosen(machine, datum);
  const made =
    value.kind === 'outside' && value.value.kind === 'call' ? collectionOf(machine, value.value, at) : null;
  return made ?? value;
}

/** The names of the fields of an object, as `for … in` and `Object.keys` give them. */
export function keysOf(machine: Machine, datum: Datum, at: Place): readonly Datum[] {
  const value = chosen(machine, datum);
  if (value.kind === 'list') return value.items.map((_, i) => constant(String(i)));
  const copy = copyFields(machine, value, thing());
  if (copy.rest !== null) throw new GivenUp('the fields of an object are not all known', at);
  return [...copy.fields.keys()].map(constant);
}

/** The values of a list, or an open list where they are not known. */
export function listOf(machine: Machine, datum: Datum): Extract<Datum, { kind: 'list' }> {
  const value = chosen(machine, datum);
  return value.kind === 'list' ? value : list([], true);
}
