// Members of arrays.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import { isFrozen } from '../../program/frozen';
import { constant, type Datum, isNothing, type List, list, UNDEFINED, unknown } from '../datum';
import { callDatum } from './calls';
import { someItem } from './iterate';
import { GivenUp, type Machine, Thrown } from './machine';
import { native } from './native';
import { binary, textFrom } from './operators';
import { chosen } from './outside';
import { makeError } from './things';
import { areEqual, isSame, isTrue } from './truth';
import { callUnknown } from './unknown-calls';

/** A member of an array. Of one that is not all known, only what its known items settle is known. */
export function listMember(machine: Machine, of: List, name: string, at: Place): Datum {
  if (name === 'length')
    return of.isOpen ? unknown('the length of an array is not known', at) : constant(of.items.length);
  if (/^\d+$/.test(name)) {
    const item = of.items[Number(name)];
    if (item !== undefined) return item;
    return of.isOpen
      ? unknown('an item of an array is not known', at, { key: `${at.span.start} item ${name}` })
      : UNDEFINED;
  }
  const method = inTable(METHODS, name);
  if (method === undefined) return UNDEFINED;
  if (isFrozen(of) && CHANGES.test(name))
    return native(name, (_args, _self, callAt) => {
      throw new Thrown(makeError('TypeError', constant('the array is frozen')), callAt);
    });
  return native(name, (args, _self, callAt) =>
    of.isOpen && !WORKS_OPEN.has(name)
      ? callUnknown(machine, 'an array is not all known', name, [...of.items, ...args], callAt)
      : method(machine, of, args, callAt),
  );
}

type Method = (machine: Machine, of: List, args: readonly Datum[], at: Place) => Datum;

const WORKS_OPEN = new Set([
  'push',
  'includes',
  'indexOf',
  'lastIndexOf',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'filter',
  'map',
  'forEach',
  'reduce',
  'reduceRight',
  'values',
  'concat',
]);

/** Methods that change the array. */
const CHANGES = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill)$/;

/** A callback as a condition on an item. */
function holds(machine: Machine, callback: Datum | undefined, of: List, i: number, at: Place): boolean {
  return isTrue(machine, ask(machine, callback, of, i, at));
}

/** Calls back with an item, its index and the array. Nobody waits for it there, if it is async. */
function ask(machine: Machine, callback: Datum | undefined, of: List, i: number, at: Place): Datum {
  const { isLeft } = machine;
  machine.isLeft = true;
  try {
    const args = [of.items[i] ?? someItem(at), constant(i), of];
    return callDatum(machine, callback ?? UNDEFINED, args, UNDEFINED, at);
  } finally {
    machine.isLeft = isLeft;
  }
}

/** The items, with one more for those that are not known. */
function all(of: List, at: Place): readonly Datum[] {
  return of.isOpen ? [...of.items, someItem(at)] : of.items;
}

function isEqual(machine: Machine, item: Datum, wanted: Datum | undefined): boolean {
  return isTrue(machine, areEqual(machine, item, wanted ?? UNDEFINED, false));
}

/** Where an item of an array is: of one that is not all known, only whether it is the first tells anything. */
function indexIn(machine: Machine, { isOpen }: List, index: number, at: Place): Datum {
  return isOpen && index >= 0 ? someIndex(machine, at) : constant(index);
}

/** The index of an item that is there. */
export function someIndex(machine: Machine, at: Place): Datum {
  const question = {
    key: `first ${at.file}:${at.span.start}`,
    reason: 'which item of an array it is is not known',
    at,
  };
  return constant(machine.exchange.suppose(question) ? 0 : 1);
}

const METHODS: Readonly<Record<string, Method>> = {
  includes: (machine, of, [wanted, from], at) =>
    constant(
      all(of, at)
        .slice(numberOf(from))
        .some((item) => isSame(machine, item, wanted ?? UNDEFINED)),
    ),
  indexOf: (machine, of, [wanted, from], at) =>
    indexIn(
      machine,
      of,
      all(of, at).findIndex((item, i) => i >= (numberOf(from) ?? 0) && isEqual(machine, item, wanted)),
      at,
    ),
  some: (machine, of, [callback], at) =>
    constant(all(of, at).some((_, i) => holds(machine, callback, of, i, at))),
  every: (machine, of, [callback], at) =>
    constant(all(of, at).every((_, i) => holds(machine, callback, of, i, at))),
  find: (machine, of, [callback], at) => {
    const before = machine.identities;
    const items = all(of, at);
    const found = items.find((_, i) => holds(machine, callback, of, i, at));
    // Who is logged in is one of those that a list of users has: the last one, if it is none of the others.
    return found ?? (machine.identities > before ? items.at(-1) : undefined) ?? UNDEFINED;
  },
  findIndex: (machine, of, [callback], at) =>
    indexIn(
      machine,
      of,
      all(of, at).findIndex((_, i) => holds(machine, callback, of, i, at)),
      at,
    ),
  findLast: (machine, of, [callback], at) =>
    all(of, at).findLast((_, i) => holds(machine, callback, of, i, at)) ?? UNDEFINED,
  findLastIndex: (machine, of, [callback], at) =>
    indexIn(
      machine,
      of,
      all(of, at).findLastIndex((_, i) => holds(machine, callback, of, i, at)),
      at,
    ),
  lastIndexOf: (machine, of, [wanted], at) =>
    indexIn(
      machine,
      of,
      all(of, at).findLastIndex((item) => isEqual(machine, item, wanted)),
      at,
    ),
  filter: (machine, of, [callback], at) =>
    list(
      all(of, at).filter((_, i) => holds(machine, callback, of, i, at)),
      of.isOpen,
    ),
  map: (machine, of, [callback], at) =>
    list(
      of.items.map((_, i) => ask(machine, callback, of, i, at)),
      of.isOpen,
    ),
  flatMap: (machine, of, args, at) => {
    const made = METHODS.map?.(machine, of, args, at);
    return made?.kind === 'list' ? list(made.items.flatMap(listItems)) : UNDEFINED;
  },
  forEach: (machine, of, [callback], at) => {
    for (const i of all(of, at).keys()) ask(machine, callback, of, i, at);
    return UNDEFINED;
  },
  reduce: (machine, of, args, at) => reduced(machine, all(of, at), args, at),
  reduceRight: (machine, of, args, at) => reduced(machine, all(of, at).toReversed(), args, at),
  join: (machine, of, [by], at) => {
    const glue = by?.kind === 'constant' && by.value !== undefined ? String(by.value) : ',';
    const parts = of.items.map((item) => (isNothing(item) ? constant('') : textFrom(machine, item, at)));
    const known = parts.flatMap((part) => (part.kind === 'constant' ? [part] : []));
    if (known.length < parts.length) return unknown('a text is not known', at);
    return {
      kind: 'constant',
      value: known.map(({ value }) => value).join(glue),
      carried: known.some((part) => part.carried),
    };
  },
  slice: (_machine, of, [from, to]) => list(of.items.slice(numberOf(from), numberOf(to))),
  at: (_machine, of, [index]) => of.items.at(numberOf(index) ?? 0) ?? UNDEFINED,
  concat: (machine, of, args) => {
    const more = args.map((arg) => chosen(machine, arg));
    const isOpen = of.isOpen || more.some((one) => one.kind === 'list' && one.isOpen);
    return list([...of.items, ...more.flatMap(listItems)], isOpen);
  },
  push: (_machine, of, args) => {
    of.items.push(...args);
    return constant(of.items.length);
  },
  unshift: (_machine, of, args) => {
    of.items.unshift(...args);
    return constant(of.items.length);
  },
  shift: (_machine, of) => of.items.shift() ?? UNDEFINED,
  pop: (_machine, of) => of.items.pop() ?? UNDEFINED,
  splice: (_machine, of, [from, count, ...more]) => {
    const start = numberOf(from) ?? 0;
    return list(
      of.items.splice(start, numberOf(count) ?? (count === undefined ? of.items.length : 0), ...more),
    );
  },
  fill: (_machine, of, [value = UNDEFINED, from, to]) => {
    of.items.fill(value, numberOf(from), numberOf(to));
    return of;
  },
  sort: (machine, of, [by], at) => sorted(machine, of, by, at),
  toSorted: (machine, of, [by], at) => sorted(machine, list(of.items), by, at),
  toSpliced: (machine, of, args, at) => {
    const copy = list(of.items);
    METHODS.splice?.(machine, copy, args, at);
    return copy;
  },
  reverse: (_machine, of) => {
    of.items.reverse();
    return of;
  },
  toReversed: (_machine, of) => list(of.items.toReversed()),
  flat: (_machine, of, [depth]) => list(flattened(of.items, numberOf(depth) ?? 1)),
  values: (_machine, of) => of,
  keys: (_machine, of) => list(of.items.map((_, i) => constant(i))),
  entries: (_machine, of) => list(of.items.map((item, i) => list([constant(i), item]))),
};

/** `reduce` over items in their order; without a start the first of them is it. */
function reduced(
  machine: Machine,
  items: readonly Datum[],
  [callback = UNDEFINED, initial]: readonly Datum[],
  at: Place,
): Datum {
  const start = initial ?? items[0];
  if (start === undefined)
    throw new Thrown(makeError('TypeError', constant('Reduce of empty array with no initial value')), at);
  return items
    .slice(initial === undefined ? 1 : 0)
    .reduce((sum, item) => callDatum(machine, callback, [sum, item], UNDEFINED, at), start);
}

function sorted(machine: Machine, of: List, by: Datum | undefined, at: Place): List {
  const isBefore = (a: Datum, b: Datum) => {
    const order =
      by === undefined
        ? binary(machine, '>', textFrom(machine, a, at), textFrom(machine, b, at), at)
        : callDatum(machine, by, [a, b], UNDEFINED, at);
    if (order.kind !== 'constant') throw new GivenUp('how an array is sorted is not known', at);
    return Number(order.value);
  };
  of.items.sort((a, b) => isBefore(a, b) || -isBefore(b, a));
  return of;
}

function flattened(items: readonly Datum[], depth: number): readonly Datum[] {
  return depth < 1
    ? items
    : items.flatMap((item) => (item.kind === 'list' ? flattened(item.items, depth - 1) : [item]));
}

function listItems(item: Datum): readonly Datum[] {
  return item.kind === 'list' ? item.items : [item];
}

function numberOf(datum: Datum | undefined): number | undefined {
  return datum?.kind === 'constant' && typeof datum.value === 'number' ? datum.value : undefined;
}
