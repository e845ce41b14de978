// What lodash and underscore make of lists, and of objects where they take these for lists of their values.
import { type ArrayValue, UNDEFINED, type Value } from '../values';
import { type CallSite, call, siteWith } from './call';
import { isSameKey, itemsOfValue } from './collections';
import { arrayMethod, flattened } from './list-methods';
import { type Element, elementsOf, listOfElements, listOfValues } from './lists';
import { iterateeOf, type Made, made } from './lodash';
import { valueOfIndex } from './members';
import { constantOf, plainOf } from './operators';
import { entriesInOrder } from './own-members';
import { MAX_ROUNDS_OF_LOOP, noteBirth, type Run } from './run';

export const LISTS: Readonly<Record<string, Made>> = {
  ...methods('map flatMap filter find findIndex some every', (value, site) => iterateeOf(value, site)),
  ...methods('reduce reduceRight includes indexOf join slice reverse', (value) => value ?? UNDEFINED),
  forEach: (run, args, site) => forEach(run, args, site, true),
  // That of underscore goes through all.
  forAll: (run, args, site) => forEach(run, args, site, false),
  reject: (run, [of = UNDEFINED, test], site) =>
    onList(run, 'filter', of, [made('negate', [iterateeOf(test, site)], site)], site),
  compact: (run, [of = UNDEFINED], site) => onList(run, 'filter', of, [iterateeOf(undefined, site)], site),
  concat: (run, [of = UNDEFINED, ...more], site) => {
    const list: Value = of.kind === 'array' ? of : listOfValues(run, [of]);
    return arrayMethod(run, list, 'concat', siteWith(site, more));
  },
  flatten: (run, [of = UNDEFINED], site) => onList(run, 'flat', of, [], site),
  flattenDeep: (run, [of = UNDEFINED]) => {
    const list = listOf(run, of)?.list;
    return list === undefined ? null : flattened(run, list, Number.POSITIVE_INFINITY);
  },
  first: (run, [of = UNDEFINED], { at }) =>
    of.kind === 'array' ? valueOfIndex(run, of, constantOf(0), at) : null,
  last: (_, [of = UNDEFINED]) =>
    of.kind === 'array' && !of.isOpen ? (of.elements.at(-1) ?? UNDEFINED) : null,
  initial: (run, [of = UNDEFINED], site) => part(run, of, [0, -1], site),
  tail: (run, [of = UNDEFINED], site) => part(run, of, [1], site),
  take: (run, [of = UNDEFINED, count], site) => part(run, of, [0, count], site),
  drop: (run, [of = UNDEFINED, count], site) => part(run, of, [count], site),
  uniq: (run, [of = UNDEFINED]) => unique(run, [of]),
  union: (run, lists) => unique(run, lists),
  without: (run, [of = UNDEFINED, ...others]) => chosen(run, of, [others]),
  difference: (run, [of = UNDEFINED, ...others]) => chosen(run, of, valuesOf(others)),
  sortBy: sorted,
  groupBy: (run, [of = UNDEFINED, by], site) =>
    keyed(run, of, by, site, (one, before) =>
      before?.kind === 'array' ? listOfValues(run, [...before.elements, one]) : listOfValues(run, [one]),
    ),
  keyBy: (run, [of = UNDEFINED, by], site) => keyed(run, of, by, site, (one) => one),
  castArray: (run, [of = UNDEFINED]) => (of.kind === 'array' ? of : listOfValues(run, [of])),
  size: (run, [of = UNDEFINED]) => {
    const list = listOf(run, of)?.list;
    return list === undefined || list.isOpen ? null : constantOf(list.elements.length);
  },
  times: (run, [count, callback], site) => {
    const length = count === undefined ? null : plainOf(count)?.value;
    if (typeof length !== 'number' || length > MAX_ROUNDS_OF_LOOP) return null;
    const each = iterateeOf(callback, site);
    const calls = Array.from({ length }, (_, i) => call(run, each, siteWith(site, [constantOf(i)]), null));
    return listOfValues(run, calls);
  },
};

/** Functions that do what the methods of lists of the same names do. */
function methods(
  names: string,
  firstOf: (value: Value | undefined, site: CallSite) => Value,
): Readonly<Record<string, Made>> {
  const each = names.split(' ').map((name): [string, Made] => [
    name,
    (run, [of = UNDEFINED, ...args], site) => {
      const given = args.length === 0 && name === 'reverse' ? [] : [firstOf(args[0], site), ...args.slice(1)];
      return onList(run, name, of, given, site);
    },
  ]);
  return Object.fromEntries(each);
}

type Listed = { readonly list: ArrayValue; readonly keys: readonly string[] | null };

/** What is gone through: a list, the entries of an object, letters, nothing; `null` where that is not known. */
function listOf(run: Run, of: Value): Listed | null {
  if (of.kind === 'undefined' || of.kind === 'null') return { list: listOfValues(run, []), keys: null };
  if (of.kind !== 'object') {
    const list = of.kind === 'array' || of.kind === 'string' ? itemsOfValue(of) : null;
    return list === null ? null : { list, keys: null };
  }
  // What has a length is taken for a list.
  if (of.isOpen || of.entries.has('length')) return null;
  const entries = entriesInOrder(of);
  const values = entries.map(([, value]) => value);
  return { list: listOfValues(run, values), keys: entries.map(([name]) => name) };
}

function forEach(
  run: Run,
  [of = UNDEFINED, callback]: readonly Value[],
  site: CallSite,
  isEnded: boolean,
): Value | null {
  const isThrough = callback !== undefined && onList(run, 'forEach', of, [callback], site, isEnded) !== null;
  return isThrough ? of : null;
}

function onList(
  run: Run,
  method: string,
  of: Value,
  args: readonly Value[],
  site: CallSite,
  isEnded = false,
): Value | null {
  const listed = listOf(run, of);
  if (listed === null) return null;
  return arrayMethod(run, listed.list, method, siteWith(site, args), {
    of,
    keys: listed.keys,
    isEnded,
  });
}

/** A part of a list, from and to an index; a count that is left out is one. */
function part(
  run: Run,
  of: Value,
  bounds: readonly (number | Value | undefined)[],
  site: CallSite,
): Value | null {
  const known = bounds.map((one = 1) => (typeof one === 'number' ? constantOf(one) : one));
  return of.kind === 'array' && known.every((one) => plainOf(one) !== null)
    ? onList(run, 'slice', of, known, site)
    : null;
}

/** The elements of lists that are known; `null` where there may be others. */
function valuesOf(lists: readonly Value[]): readonly (readonly Value[] | null)[] {
  return lists.map((one) => (one.kind === 'array' && !one.isOpen ? one.elements : null));
}

/** Whether a value is one of several; `null` where that is not known. */
function isOneOf(value: Value, all: readonly Value[]): boolean | null {
  const same = all.map((one) => isSameKey(value, one));
  return same.includes(true) ? true : same.includes(null) ? null : false;
}

/** The elements that are in none of other lists. */
function chosen(run: Run, of: Value, others: readonly (readonly Value[] | null)[]): Value | null {
  const all = of.kind === 'array' ? elementsOf(of) : null;
  if (all === null || others.includes(null)) return null;
  const taken = others.flatMap((list) => list ?? []);
  const left: Element[] = [];
  for (const one of all) {
    const isTaken = isOneOf(one.value, taken);
    if (isTaken === null) return null;
    if (!isTaken) left.push(one);
  }
  return listOfElements(run, left);
}

function unique(run: Run, lists: readonly Value[]): Value | null {
  const left: Value[] = [];
  for (const list of valuesOf(lists)) {
    for (const one of list ?? []) {
      const isThere = isOneOf(one, left);
      if (isThere === null) return null;
      if (!isThere) left.push(one);
    }
    if (list === null) return null;
  }
  return listOfValues(run, left);
}

/** The elements with what a callback gives of each; `null` where these are no constants. */
function withKeys(
  run: Run,
  of: Value,
  by: Value | undefined,
  site: CallSite,
): readonly (readonly [ReturnType<typeof plainOf>, Value])[] | null {
  const list = listOf(run, of)?.list;
  const keys = onList(run, 'map', of, [iterateeOf(by, site)], site);
  if (list === undefined || list.isOpen || keys?.kind !== 'array') return null;
  const plain = keys.elements.map(plainOf);
  return plain.includes(null) ? null : plain.map((key, i) => [key, list.elements[i] ?? UNDEFINED] as const);
}

function keyed(
  run: Run,
  of: Value,
  by: Value | undefined,
  site: CallSite,
  make: (one: Value, before: Value | undefined) => Value,
): Value | null {
  const all = withKeys(run, of, by, site);
  if (all === null) return null;
  const entries = new Map<string, Value>();
  noteBirth(run, entries);
  for (const [key, one] of all) entries.set(String(key?.value), make(one, entries.get(String(key?.value))));
  return { kind: 'object', entries, isOpen: false, at: null };
}

/** `_.sortBy(list, key)`, by texts or by numbers. */
function sorted(run: Run, [of = UNDEFINED, by, more]: readonly Value[], site: CallSite): Value | null {
  const key = by?.kind === 'array' && by.elements.length === 1 ? by.elements[0] : by;
  if (more !== undefined || key?.kind === 'array') return null;
  const all = withKeys(run, of, key, site)?.map(([plain, value]) => ({ key: plain?.value, value }));
  const types = new Set(all?.map((one) => typeof one.key));
  if (all === undefined || types.size > 1 || !['string', 'number', undefined].includes([...types][0]))
    return null;
  const before = (x: unknown, y: unknown) =>
    typeof x === 'number' && typeof y === 'number' ? x < y : String(x) < String(y);
  all.sort((x, y) => Number(before(y.key, x.key)) - Number(before(x.key, y.key)));
  return listOfValues(
    run,
    all.map(({ value }) => value),
  );
}
