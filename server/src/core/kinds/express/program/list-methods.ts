// What the methods of lists make of a list whose elements are known.
import type { Presence } from '../stack';
import type { ArrayValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, call, siteWith } from './call';
import { presenceOf } from './conditions';
import { eitherOf } from './either';
import { type Element, elementsOf, listOfElements, listOfValues, openUp, pushTo, under } from './lists';
import { constantOf, plainOf, truthOf } from './operators';
import { type Run, unknown } from './run';

/** Whose elements a list has, where a callback is given its keys and itself instead of what the list has. */
export type Entries = {
  readonly of: Value;
  readonly keys: readonly string[] | null;
  /** Whether `false` ends `forEach`. */
  readonly isEnded: boolean;
};

/** A method of a list; `null` where it is not followed. */
export function arrayMethod(
  run: Run,
  list: ArrayValue,
  method: string,
  site: CallSite,
  entries: Entries | null = null,
): Value | null {
  const args = site.given.map(({ value }) => value);
  const [first] = args;
  const { elements } = list;
  if (method === 'push' || method === 'unshift') {
    if (run.isFrozen) return unknown('what a list holds changes', site.at);
    if (site.isOpen) openUp(list);
    if (method === 'push') pushTo(run, list, args);
    else {
      if (run.presence.length > 0 || list.conditions !== undefined) openUp(list);
      elements.unshift(...args);
    }
    return list.isOpen ? unknown('how long a list is, is not known', site.at) : constantOf(elements.length);
  }
  if (method === 'concat') {
    return joined(
      run,
      [list, ...args].map(
        (value): ArrayValue =>
          value.kind === 'array' ? value : { kind: 'array', elements: [value], isOpen: mayBeList(value) },
      ),
    );
  }
  const all = elementsOf(list);
  if (all === null) return null;
  const each = (callback: Value, { value, presence }: Element, i: number) =>
    under(run, presence, () =>
      call(
        run,
        callback,
        siteWith(site, [value, indexOf(list, i, entries, site), entries?.of ?? list]),
        null,
      ),
    );
  switch (method) {
    case 'forEach':
      if (first === undefined) return null;
      forEach(all, entries?.isEnded === true, site, (one, i) => each(first, one, i));
      return UNDEFINED;
    case 'map':
      if (first === undefined) return null;
      return listOfElements(
        run,
        all.map((one, i) => ({ ...one, value: each(first, one, i) })),
      );
    case 'flatMap': {
      if (first === undefined) return null;
      return flat(
        run,
        all.map((one, i) => ({ ...one, value: each(first, one, i) })),
      );
    }
    case 'filter': {
      if (first === undefined) return null;
      return listOfElements(
        run,
        all.flatMap((one, i) => {
          const test = each(first, one, i);
          const truth = truthOf(test);
          if (truth !== null) return truth ? [one] : [];
          return [{ ...one, presence: [...one.presence, presenceOf(test, site.at, false)] }];
        }),
      );
    }
    case 'findIndex':
    case 'some':
    case 'every': {
      if (first === undefined || list.isOpen) return null;
      const index = indexWhere(all, method !== 'every', (one, i) => truthOf(each(first, one, i)));
      if (index === null) return null;
      if (method === 'findIndex') return constantOf(index);
      return constantOf(method === 'some' ? index >= 0 : index < 0);
    }
    case 'sort': {
      const plain = elements.map(plainOf);
      if (first !== undefined || plain.some((one) => typeof one?.value !== 'string')) return null;
      if (run.isFrozen || list.isOpen) return null;
      const textOf = (one: Value) => String(plainOf(one)?.value);
      // By code units (ECMA-262, SortCompare).
      elements.sort((x, y) => Number(textOf(x) > textOf(y)) - Number(textOf(x) < textOf(y)));
      return list;
    }
    case 'find': {
      if (first === undefined) return null;
      if (list.isOpen) return null;
      for (const [i, one] of all.entries()) {
        const truth = truthOf(each(first, one, i));
        if (truth === null) return null;
        if (truth) return one.value;
      }
      return UNDEFINED;
    }
    case 'reduce':
    case 'reduceRight':
      return reduced(run, list, all, method, site, entries);
    case 'flat':
      return flattened(run, list, first === undefined ? 1 : Number(plainOf(first)?.value));
    case 'reverse':
    case 'toReversed': {
      const reversed = [...all].reverse();
      if (method === 'reverse' && run.presence.length === 0 && !run.isFrozen && !list.isOpen)
        elements.splice(0, elements.length, ...reversed.map(({ value }) => value));
      return listOfElements(run, reversed);
    }
    case 'at': {
      const index = first === undefined ? 0 : plainOf(first)?.value;
      return typeof index === 'number' && !list.isOpen ? (elements.at(index) ?? UNDEFINED) : null;
    }
    case 'values':
      return listOfElements(run, all);
    case 'keys':
    case 'entries': {
      if (list.isOpen) return null;
      const part = (value: Value, i: number) =>
        method === 'keys' ? constantOf(i) : listOfValues(run, [constantOf(i), value]);
      return listOfValues(run, elements.map(part));
    }
    case 'slice': {
      const [from, to] = args.map((value) => plainOf(value)?.value);
      if (args.length > 0 && list.isOpen) return null;
      return listOfElements(run, all.slice(Number(from ?? 0), to === undefined ? undefined : Number(to)));
    }
    default:
      return list.isOpen ? null : plainList(elements, method, first);
  }
}

/** What a callback is given to tell which element it is called with. */
function indexOf({ isOpen }: ArrayValue, i: number, entries: Entries | null, { at }: CallSite): Value {
  return isOpen ? unknown('which element it is, is not known', at) : constantOf(entries?.keys?.[i] ?? i);
}

/** Calls a function with each element, until it answers `false` where that ends it. */
function forEach(
  all: readonly Element[],
  isEnded: boolean,
  { at }: CallSite,
  each: (one: Element, i: number) => Value,
): void {
  const presence: Presence[] = [];
  for (const [i, one] of all.entries()) {
    const end = each({ ...one, presence: [...presence, ...one.presence] }, i);
    if (!isEnded || !mayBeFalse(end)) continue;
    if (end.kind === 'boolean' && one.presence.length === 0) return;
    presence.push(presenceOf(end, at, true));
  }
}

function mayBeFalse(value: Value): boolean {
  if (value.kind === 'either') return value.of.some(mayBeFalse);
  return value.kind === 'boolean' ? !value.value : plainOf(value) === null && truthOf(value) !== true;
}

/** Where something first holds, or first does not; -1 for nowhere, `null` where that is not known. */
function indexWhere(
  all: readonly Element[],
  wanted: boolean,
  holds: (one: Element, i: number) => boolean | null,
): number | null {
  for (const [i, one] of all.entries()) {
    const truth = holds(one, i);
    if (truth === null) return null;
    if (truth === wanted) return i;
  }
  return -1;
}

/** `reduce` and `reduceRight`, with a start or without. */
function reduced(
  run: Run,
  list: ArrayValue,
  all: readonly Element[],
  method: 'reduce' | 'reduceRight',
  site: CallSite,
  entries: Entries | null,
): Value | null {
  const [callback, start] = site.given.map(({ value }) => value);
  if (callback === undefined) return null;
  const rest = all.map((one, i) => ({ ...one, index: indexOf(list, i, entries, site) }));
  if (method === 'reduceRight') rest.reverse();
  // Without a start it is the first element, which has to be there.
  const begin = start ?? (list.isOpen ? undefined : rest.shift()?.value);
  if (begin === undefined) return null;
  return rest.reduce((sum, { value, presence, index }) => {
    const next = under(run, presence, () => call(run, callback, siteWith(site, [sum, value, index]), null));
    return presence.length === 0 ? next : perhaps(run, sum, next, presence, site);
  }, begin);
}

function mayBeList(value: Value): boolean {
  return plainOf(value) === null && value.kind !== 'function' && value.kind !== 'object';
}

/** Lists one behind the other. */
function joined(run: Run, lists: readonly ArrayValue[]): ArrayValue {
  const all = lists.map(elementsOf);
  if (!all.includes(null))
    return listOfElements(
      run,
      all.flatMap((one) => one ?? []),
    );
  return listOfValues(
    run,
    lists.flatMap((one) => one.elements),
    true,
  );
}

/** A list whose elements that are lists are taken apart, so often; `null` where nobody knows how often. */
export function flattened(run: Run, list: ArrayValue, depth: number): ArrayValue | null {
  const all = elementsOf(list);
  if (all === null || Number.isNaN(depth)) return null;
  const isFlat = depth < 1 || !all.some(({ value }) => value.kind === 'array');
  return isFlat ? listOfElements(run, all) : flattened(run, flat(run, all), depth - 1);
}

function flat(run: Run, all: readonly Element[]): ArrayValue {
  let isOpen = false;
  const flattened = all.flatMap((one): readonly Element[] => {
    const { value, presence } = one;
    if (value.kind !== 'array') {
      isOpen ||= mayBeList(value) && value.kind !== 'call';
      return [one];
    }
    isOpen ||= elementsOf(value) === null;
    return value.elements.map((inner, i) => ({
      value: inner,
      presence: [...presence, ...(value.conditions?.get(i) ?? [])],
    }));
  });
  const list = listOfElements(run, flattened);
  if (isOpen) openUp(list);
  return list;
}

/** A sum to which an element added something that may not be there: a list that got longer, or either of two values. */
function perhaps(
  run: Run,
  before: Value,
  after: Value,
  presence: readonly Presence[],
  { at }: CallSite,
): Value {
  const short = before.kind === 'array' ? elementsOf(before) : null;
  const long = after.kind === 'array' ? elementsOf(after) : null;
  const isLonger = short?.every(({ value }, i) => long?.[i]?.value === value) === true;
  if (short === null || long === null || !isLonger) return eitherOf([after, before], null, at);
  const added = long
    .slice(short.length)
    .map(({ value, presence: own }) => ({ value, presence: [...presence, ...own] }));
  return listOfElements(run, [...short, ...added]);
}

/** Questions about a list of constants. */
function plainList(elements: readonly Value[], method: string, first: Value | undefined): Value | null {
  const plain = elements.map(plainOf);
  const asked = first === undefined ? null : plainOf(first);
  if (plain.some((one) => one === null)) return null;
  const values = plain.map((one) => one?.value);
  if (method === 'join' && (first === undefined || asked !== null))
    return constantOf(values.join(first === undefined ? ',' : String(asked?.value)));
  if (asked === null) return null;
  if (method === 'includes') return constantOf(values.includes(asked.value));
  return method === 'indexOf' ? constantOf(values.indexOf(asked.value)) : null;
}
