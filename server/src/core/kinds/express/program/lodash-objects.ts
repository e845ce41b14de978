// What lodash and underscore make of objects, texts and single values, and of apps that settings are put onto.

import type { Place } from '../../../text/span';
import { type ObjectValue, UNDEFINED, type Value } from '../values';
import { globalCall, stringMethod } from './builtins';
import { type CallSite, call, siteWith } from './call';
import { eitherOf } from './either';
import { copyEntries } from './evaluate';
import { functionMethod } from './function-methods';
import { elementsOf, listOfElements, listOfValues } from './lists';
import { iterateeOf, type Made } from './lodash';
import { setMember, valueOfIndex, valueOfMember } from './members';
import { binary, constantOf, plainOf, truthOf, unary } from './operators';
import { patternMethod } from './patterns';
import { noteBirth, type Run } from './run';

export const OBJECTS: Readonly<Record<string, Made>> = {
  ...natives(
    'keys:Object.keys values:Object.values toPairs:Object.entries fromPairs:Object.fromEntries assign:Object.assign isArray:Array.isArray',
  ),
  mapValues: (run, [of = UNDEFINED, by], site) =>
    madeOf(run, of, (name, value) => [{ value: name }, called(run, by, [value, constantOf(name), of], site)]),
  pickBy: (run, [of = UNDEFINED, by], site) => tested(run, of, by, site, true),
  omitBy: (run, [of = UNDEFINED, by], site) => tested(run, of, by, site, false),
  pick: (run, [of = UNDEFINED, ...names], site) => picked(run, of, names, site),
  omit: (run, [of = UNDEFINED, ...names]) => {
    const all = namesIn(names);
    if (all === null) return null;
    const left = newObject(run);
    copyEntries(of, left);
    for (const name of all) left.entries.delete(name);
    return left;
  },
  defaults: (run, [of = UNDEFINED, ...sources], { at }) => withDefaults(run, of, sources, at),
  defaultsDeep: (run, [of = UNDEFINED, ...sources]) => {
    if (of.kind !== 'object') return null;
    for (const source of sources) {
      const all = cloned(run, source, MAX_DEPTH);
      if (all?.kind === 'object') mergeInto(run, all, of);
      mergeInto(run, of, all ?? source);
    }
    return of;
  },
  merge: (run, [of = UNDEFINED, ...sources]) => {
    // Into an app go entries of entries, which nobody follows here.
    if (of.kind === 'app' || of.kind === 'router' || of.kind === 'instance') return of;
    if (of.kind !== 'object') return null;
    for (const source of sources) mergeInto(run, of, source);
    return of;
  },
  clone: (run, [of = UNDEFINED]) => cloned(run, of, 1),
  cloneDeep: (run, [of = UNDEFINED]) => cloned(run, of, MAX_DEPTH),
  get: (run, [of = UNDEFINED, path = UNDEFINED, byDefault], { at }) => {
    const found = partAt(run, of, path, at);
    if (found === null || byDefault === undefined) return found;
    if (found.kind === 'undefined') return byDefault;
    return isSurelyThere(found) ? found : eitherOf([found, byDefault], null, at);
  },
  has: (run, [of = UNDEFINED, path = UNDEFINED], { at }) => {
    const found = partAt(run, of, path, at);
    return found !== null && isSurelyThere(found) ? constantOf(found.kind !== 'undefined') : null;
  },
  identity: (_, [of = UNDEFINED]) => of,
  noop: () => UNDEFINED,
  bind: (run, [of, ...args], site) =>
    of?.kind === 'function' ? functionMethod(run, of, 'bind', siteWith(site, args)) : null,
  isEmpty: (_, [of = UNDEFINED]) => {
    if (of.kind === 'array') return of.isOpen ? null : constantOf(of.elements.length === 0);
    if (of.kind === 'object')
      return of.isOpen && of.entries.size === 0 ? null : constantOf(of.entries.size === 0);
    const plain = plainOf(of);
    return plain === null ? null : constantOf(typeof plain.value !== 'string' || plain.value === '');
  },
  isPlainObject: (_, [of = UNDEFINED]) => asked(of, (type) => type === 'object' && of.kind === 'object'),
  isObject: (_, [of = UNDEFINED]) =>
    asked(of, (type) => (type === 'object' && of.kind !== 'null') || type === 'function'),
  isNull: (_, [of = UNDEFINED]) => asked(of, () => of.kind === 'null'),
  isNil: (_, [of = UNDEFINED]) => asked(of, () => of.kind === 'null' || of.kind === 'undefined'),
  ...table(
    'isFunction:function isString:string isNumber:number isBoolean:boolean isUndefined:undefined',
    (_, type): Made =>
      (__, [of = UNDEFINED], { at }) =>
        binary('===', unary('typeof', of, at), constantOf(type), at),
  ),
  ...ofTexts(
    'toLower:toLowerCase toUpper:toUpperCase trim:trim startsWith:startsWith endsWith:endsWith replace:replace split:split',
  ),
  kebabCase: (_, [of]) => cased(of, (words) => words.join('-')),
  snakeCase: (_, [of]) => cased(of, (words) => words.join('_')),
  camelCase: (_, [of]) =>
    cased(of, (words) =>
      words.map((one, i) => (i === 0 ? one : one.charAt(0).toUpperCase() + one.slice(1))).join(''),
    ),
};

const MAX_DEPTH = 20;

function newObject(run: Run): ObjectValue {
  const entries = new Map<string, Value>();
  noteBirth(run, entries);
  return { kind: 'object', entries, isOpen: false, at: null };
}

/** Names with the functions of the language that do the same, but for what is not there. */
function natives(pairs: string): Readonly<Record<string, Made>> {
  return table(
    pairs,
    (_, path): Made =>
      (run, args, site) => {
        const isNothing = args[0]?.kind === 'undefined' || args[0]?.kind === 'null';
        if (isNothing && /keys|values|entries/.test(path)) return listOfValues(run, []);
        return globalCall(run, path.split('.'), siteWith(site, args));
      },
  );
}

function table(pairs: string, make: (name: string, as: string) => Made): Readonly<Record<string, Made>> {
  const each = pairs.split(' ').map((pair): [string, Made] => {
    const [name = '', as = ''] = pair.split(':');
    return [name, make(name, as)];
  });
  return Object.fromEntries(each);
}

function called(run: Run, by: Value | undefined, args: readonly Value[], site: CallSite): Value {
  return call(run, iterateeOf(by, site), siteWith(site, args), null);
}

/** An object that is made of the entries of another; `null` where not all of these are known, or a name is not. */
function madeOf(
  run: Run,
  of: Value,
  make: (name: string, value: Value) => readonly [ReturnType<typeof plainOf>, Value] | null,
): Value | null {
  const object = newObject(run);
  if (of.kind === 'undefined' || of.kind === 'null') return object;
  if (of.kind !== 'object' || of.isOpen) return null;
  for (const [name, value] of of.entries) {
    const entry = make(name, value);
    if (entry === null) continue;
    const [key, made] = entry;
    if (key === null) return null;
    object.entries.set(String(key.value), made);
  }
  return object;
}

function tested(run: Run, of: Value, by: Value | undefined, site: CallSite, wanted: boolean): Value | null {
  return madeOf(run, of, (name, value) => {
    const truth = truthOf(called(run, by, [value, constantOf(name)], site));
    return truth === null ? [null, value] : truth === wanted ? [{ value: name }, value] : null;
  });
}

/** The names that are given one by one or in lists; `null` where one is not known, or is the path of an entry further in. */
function namesIn(given: readonly Value[]): readonly string[] | null {
  const all: string[] = [];
  for (const one of given) {
    const inner = one.kind === 'array' && !one.isOpen ? namesIn(one.elements) : null;
    const name = plainOf(one)?.value;
    if (inner === null && (typeof name !== 'string' || /[.[]/.test(name))) return null;
    all.push(...(inner ?? [String(name)]));
  }
  return all;
}

function picked(run: Run, of: Value, given: readonly Value[], { at }: CallSite): Value | null {
  const names = namesIn(given);
  if (names === null) return null;
  const object = newObject(run);
  for (const name of names) {
    const value = valueOfMember(run, of, name, at, true);
    const isOwn = of.kind === 'object' && (of.entries.has(name) || !of.isOpen);
    // What all objects have is no entry.
    if (isOwn ? of.entries.has(name) : value.kind !== 'undefined') object.entries.set(name, value);
  }
  return object;
}

function isSurelyThere(value: Value): boolean {
  return plainOf(value) !== null || truthOf(value) === true;
}

function withDefaults(run: Run, of: Value, sources: readonly Value[], at: Place): Value | null {
  if (of.kind !== 'object') return null;
  for (const source of sources) {
    if (source.kind !== 'object') {
      // Of what is not known anything may come that is not there yet.
      of.isOpen ||= truthOf(source) !== false;
      continue;
    }
    for (const [name, value] of source.entries) {
      const before = valueOfMember(run, of, name, at);
      const isMissing = !of.entries.has(name) && !of.isOpen;
      if (isMissing || before.kind === 'undefined') setMember(run, of, name, value);
      else if (!isSurelyThere(before)) setMember(run, of, name, eitherOf([before, value], null, at));
    }
    of.isOpen ||= source.isOpen;
  }
  return of;
}

/** `_.merge`: objects and lists go into those that are there, entry by entry; what is undefined changes nothing. */
function mergeInto(run: Run, of: ObjectValue, source: Value): void {
  if (source.kind !== 'object') {
    copyEntries(source, of);
    return;
  }
  for (const [name, value] of source.entries) {
    const before = of.entries.get(name);
    if (value.kind === 'undefined' && before !== undefined) continue;
    if (before?.kind === 'object' && value.kind === 'object') mergeInto(run, before, value);
    else setMember(run, of, name, mergedList(run, before, value) ?? cloned(run, value, MAX_DEPTH) ?? value);
  }
  of.isOpen ||= source.isOpen;
}

function mergedList(run: Run, before: Value | undefined, value: Value): Value | null {
  if (before?.kind !== 'array' || value.kind !== 'array') return null;
  const longer = before.elements.length > value.elements.length ? before : value;
  const all = longer.elements.map((_, i) => {
    const [old = UNDEFINED, now = UNDEFINED] = [before.elements[i], value.elements[i]];
    if (old.kind !== 'object' || now.kind !== 'object') return now.kind === 'undefined' ? old : now;
    mergeInto(run, old, now);
    return old;
  });
  return listOfValues(run, all, before.isOpen || value.isOpen);
}

/** A copy so many objects deep; `null` for what is not copied here. */
function cloned(run: Run, of: Value, depth: number): Value | null {
  if (plainOf(of) !== null || depth === 0) return of;
  const inner = (value: Value) => cloned(run, value, depth - 1) ?? value;
  if (of.kind === 'array') {
    const all = elementsOf(of)?.map((one) => ({ ...one, value: inner(one.value) }));
    return all === undefined ? listOfValues(run, of.elements.map(inner), true) : listOfElements(run, all);
  }
  if (of.kind !== 'object') return null;
  const copy = newObject(run);
  for (const [name, value] of of.entries) copy.entries.set(name, inner(value));
  copy.isOpen = of.isOpen;
  return copy;
}

/** The names that lead to a part of a value: `a.b[0]`, a list of names; `null` where that is not known. */
function stepsOf(of: Value, path: Value): readonly string[] | null {
  if (path.kind === 'array') {
    const names = path.isOpen ? [null] : path.elements.map(plainOf);
    return names.includes(null) ? null : names.map((one) => String(one?.value));
  }
  const text = plainOf(path);
  if (text === null) return null;
  const whole = String(text.value);
  if (of.kind === 'object' && of.entries.has(whole)) return [whole];
  const steps = whole.replace(/\[(\d+)\]/g, '.$1').split('.');
  return steps.some((one) => one === '' || /[[\]]/.test(one)) ? null : steps;
}

/** The part of a value that a path leads to, undefined where it leads nowhere; `null` where the path is not known. */
export function partAt(run: Run, of: Value, path: Value, at: Place): Value | null {
  const steps = stepsOf(of, path);
  if (steps === null) return null;
  return steps.reduce((one, name) => {
    const index = one.kind === 'array' ? constantOf(Number(name)) : null;
    return index !== null && /^\d+$/.test(name)
      ? valueOfIndex(run, one, index, at, true)
      : valueOfMember(run, one, name, at, true);
  }, of);
}

/** What a question about the type of a value comes to; `null` where the type is not known. */
function asked(of: Value, test: (type: string) => boolean): Value | null {
  const type = unary('typeof', of, NOWHERE);
  return type.kind === 'string' ? constantOf(test(type.value)) : null;
}

const NOWHERE: Place = { file: '', span: { start: 0, end: 0 } };

/** Functions that do what methods of texts do. */
function ofTexts(pairs: string): Readonly<Record<string, Made>> {
  return table(
    pairs,
    (_, method): Made =>
      (__, [of, ...args], given) => {
        const site = siteWith(given, args);
        return of?.kind !== 'string'
          ? null
          : (stringMethod(of.value, method, site) ?? patternMethod(of.value, method, site));
      },
  );
}

/** The words of a text in small letters, as long as it is one of plain letters and digits (lodash 4.17, `words`). */
function cased(of: Value | undefined, make: (words: readonly string[]) => string): Value | null {
  if (of?.kind !== 'string' || !/^[\w\s./:-]*$/.test(of.value) || /\d(?:st|nd|rd|th)/i.test(of.value))
    return null;
  const words = of.value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+/g) ?? [];
  return constantOf(make(words.map((one) => one.toLowerCase())));
}
