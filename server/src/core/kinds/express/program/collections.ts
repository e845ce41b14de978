// Maps and sets that a program fills while it is put together: what they hold is kept in the list they are made with.
import type { FunctionNode } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import {
  type ArrayValue,
  type CallValue,
  type ClassValue,
  type EitherValue,
  type FunctionValue,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, call, type Given } from './call';
import { conditionPresence } from './conditions';
import { eitherOf } from './either';
import { environmentOf } from './environment';
import { elementsOf, listOfElements } from './lists';
import { constantOf, plainOf } from './operators';
import { type Run, unknown } from './run';

type CollectionKind = 'pairs' | 'items';

const KINDS: Readonly<Record<string, CollectionKind>> = {
  Map: 'pairs',
  WeakMap: 'pairs',
  Set: 'items',
  WeakSet: 'items',
};

type Collection = { readonly of: CollectionKind; readonly list: ArrayValue };

/** `new Map(pairs)` and `new Set(items)`; `null` for what is none, or is made of what is not known. */
export function newCollection(run: Run, callee: Value, site: CallSite): CallValue | null {
  const of = kindOf(callee);
  if (of === null || !site.isNew || site.isOpen) return null;
  const [first] = site.given;
  const given = first === undefined || isNothing(first.value) ? EMPTY : itemsOfValue(first.value);
  if (given === null || (of === 'pairs' && !given.elements.every(isPair))) return null;
  const list: ArrayValue = { kind: 'array', elements: [], isOpen: given.isOpen };
  for (const one of given.elements) {
    if (of === 'items') put(run, { of, list }, [one, one]);
    else if (one.kind === 'array') put(run, { of, list }, one.elements);
  }
  return {
    kind: 'call',
    callee,
    isNew: true,
    args: [list],
    at: site.at,
    argsAt: site.argsAt,
    argPlaces: site.given.map(({ at }) => at),
  };
}

const EMPTY: ArrayValue = { kind: 'array', elements: [], isOpen: false };

function kindOf(callee: Value): CollectionKind | null {
  const name = callee.kind === 'global' && callee.path.length === 1 ? (callee.path[0] ?? '') : '';
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? null) : null;
}

function isNothing(value: Value): boolean {
  return value.kind === 'undefined' || value.kind === 'null';
}

function isPair(value: Value): boolean {
  return value.kind === 'array' && !value.isOpen;
}

/** A map or set with its list; `null` for other values. */
function collectionOf(value: Value): Collection | null {
  if (value.kind !== 'call' || !value.isNew) return null;
  const of = kindOf(value.callee);
  const [list] = value.args;
  if (of === null || list?.kind !== 'array') return null;
  return { of, list: value.isFilled === true ? { ...list, isOpen: true } : list };
}

/** What loops and spreads go through: the elements of a list, the items of a set, the pairs of a map, letters. */
export function itemsOfValue(value: Value, at?: Place): ArrayValue | null {
  if (value.kind === 'array') return value;
  if (value.kind === 'either' && at !== undefined) return itemsOfChoice(value, at);
  if (value.kind === 'string')
    return { kind: 'array', elements: [...value.value].map(constantOf), isOpen: false };
  return collectionOf(value)?.list ?? null;
}

/** The elements of both lists that a condition chooses between, each under the condition that its list is the one. */
function itemsOfChoice({ of, when }: EitherValue, at: Place): ArrayValue | null {
  if (when === null || of.length !== 2) return null;
  const all = of.map((one, i) => {
    const known = one.kind === 'array' ? elementsOf(one) : null;
    const chosen = conditionPresence(when, at, i === 1);
    return known?.map(({ value, presence }) => ({ value, presence: [chosen, ...presence] })) ?? null;
  });
  const [first, second] = all;
  if (first === null || first === undefined || second === null || second === undefined) return null;
  return listOfElements({ presence: [] }, [...first, ...second]);
}

/** How much a map or set holds; `null` where that is not known, or the value is neither. */
export function sizeOfCollection(value: Value): number | null {
  const list = collectionOf(value)?.list;
  return list === undefined || list.isOpen ? null : list.elements.length;
}

/** Marks that more may be in a map or set than is known. */
export function openCollection(value: Value): void {
  const made = collectionOf(value);
  if (made !== null) made.list.isOpen = true;
}

/** A method of a map or set; `null` where it is not followed. */
export function collectionMethod(run: Run, self: CallValue, method: string, site: CallSite): Value | null {
  const made = collectionOf(self);
  if (made === null || site.isOpen) return null;
  const args = site.given.map(({ value }) => value);
  switch (method) {
    case 'set':
    case 'add':
    case 'delete':
    case 'clear':
      if (run.isFrozen) return unknown('what a collection holds changes', site.at);
      return change(run, made, method, args, self);
    case 'get':
      return found(made, args[0], (pair) => partOf(pair, 1), UNDEFINED);
    case 'has':
      return found(made, args[0], () => constantOf(true), constantOf(false));
    case 'keys':
    case 'values':
    case 'entries':
      return partsOf(made, method);
    case 'forEach':
      return forEach(run, made, self, site);
    default:
      return null;
  }
}

function change(run: Run, made: Collection, method: string, args: readonly Value[], self: Value): Value {
  if (method === 'set' || method === 'add') {
    put(run, made, method === 'set' ? args : [args[0] ?? UNDEFINED, args[0] ?? UNDEFINED]);
    return self;
  }
  const { list } = made;
  const index = method === 'clear' ? null : indexOf(made, args[0]);
  // What may have been taken out under a condition leaves nothing that is surely there.
  if (run.presence.length > 0 || index === 'unknown') {
    list.elements.length = 0;
    list.isOpen = true;
    return unknown('what a collection holds is not known', placeIn(self));
  }
  if (index === null) {
    list.elements.length = 0;
    list.isOpen = false;
    return UNDEFINED;
  }
  if (index >= 0) list.elements.splice(index, 1);
  return constantOf(index >= 0);
}

function placeIn(self: Value): Place {
  return 'at' in self && self.at !== null ? self.at : { file: '', span: { start: 0, end: 0 } };
}

function put(run: Run, made: Collection, [key = UNDEFINED, value = UNDEFINED]: readonly Value[]): void {
  const { of, list } = made;
  const index = indexOf(made, key);
  const isSure = run.presence.length === 0 && index !== 'unknown';
  if (!isSure) list.isOpen = true;
  if (index !== 'unknown' && index >= 0) {
    const before = list.elements[index];
    if (of === 'items' || before?.kind !== 'array') return;
    before.elements[1] = isSure ? value : eitherOf([partOf(before, 1), value], null, null);
    return;
  }
  list.elements.push(of === 'items' ? key : { kind: 'array', elements: [key, value], isOpen: false });
}

function partOf(pair: Value, index: number): Value {
  return pair.kind === 'array' ? (pair.elements[index] ?? UNDEFINED) : UNDEFINED;
}

/** What belongs to a key, `missing` where it surely is not there; `null` where that is not known. */
function found(
  made: Collection,
  key: Value = UNDEFINED,
  give: (one: Value) => Value,
  missing: Value,
): Value | null {
  const index = indexOf(made, key);
  if (index === 'unknown') return null;
  const one = made.list.elements[index];
  if (one !== undefined) return give(one);
  return made.list.isOpen ? null : missing;
}

function indexOf({ of, list }: Collection, key: Value = UNDEFINED): number | 'unknown' {
  for (const [i, one] of list.elements.entries()) {
    const same = isSameKey(of === 'pairs' ? partOf(one, 0) : one, key);
    if (same === null) return 'unknown';
    if (same) return i;
  }
  return -1;
}

/** Whether two keys are the same: constants by what they are, all others by who they are. */
export function isSameKey(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  const [a, b] = [plainOf(left), plainOf(right)];
  if (a !== null && b !== null) return Object.is(a.value, b.value);
  if (a !== null || b !== null) return isObject(left) || isObject(right) ? false : null;
  if (!isObject(left) || !isObject(right)) return null;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'function' && right.kind === 'function') {
    // Functions that are bound, and those that are made in one, are made anew each time.
    if (left.node !== right.node) return false;
    return areSameMethod(left, right) ? true : null;
  }
  return 'id' in left && 'id' in right ? left.id === right.id : false;
}

/** Whether two functions of one text are a method as it was read of objects of one class: that is one and the same. */
function areSameMethod(left: FunctionValue, right: FunctionValue): boolean {
  const isOwn = ({ self, node }: FunctionValue) => self?.kind === 'instance' && isMethodOf(self.of, node);
  const isBound = left.bound.length > 0 || right.bound.length > 0;
  const isOfOneClass = environmentOf(left.scope).parent === environmentOf(right.scope).parent;
  return (isOwn(left) || isOwn(right)) && isOfOneClass && !isBound;
}

function isMethodOf({ node, parent }: ClassValue, of: FunctionNode): boolean {
  if (node.members.some(({ kind, value }) => kind === 'method' && value === of)) return true;
  return parent?.kind === 'class' && isMethodOf(parent, of);
}

const OBJECTS: ReadonlySet<Value['kind']> = new Set([
  'array',
  'object',
  'function',
  'class',
  'instance',
  'regex',
  'app',
  'router',
]);

function isObject(value: Value): boolean {
  return OBJECTS.has(value.kind);
}

function partsOf({ of, list }: Collection, what: 'keys' | 'values' | 'entries'): Value {
  const part = (one: Value): Value => {
    if (of === 'pairs') return what === 'entries' ? one : partOf(one, what === 'keys' ? 0 : 1);
    return what === 'entries' ? { kind: 'array', elements: [one, one], isOpen: false } : one;
  };
  return { kind: 'array', elements: list.elements.map(part), isOpen: list.isOpen };
}

function forEach(run: Run, { of, list }: Collection, self: Value, site: CallSite): Value | null {
  const callback = site.given[0]?.value;
  if (callback === undefined || list.isOpen) return null;
  for (const one of [...list.elements]) {
    const args = of === 'pairs' ? [partOf(one, 1), partOf(one, 0), self] : [one, one, self];
    const given = args.map((value): Given => ({ value, node: null, at: site.at }));
    call(run, callback, { ...site, given, isNew: false }, null);
  }
  return UNDEFINED;
}
