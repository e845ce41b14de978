// What JavaScript's own functions make of known values: lists, texts, objects, paths.
import type { ArrayValue, ObjectValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, call, siteWith } from './call';
import { namesOfPrototype, prototypeOfObject } from './classes';
import { itemsOfValue } from './collections';
import { defineProperty } from './compiled';
import { copyEntries } from './evaluate';
import { ofPackage } from './followed';
import { freeze } from './frozen';
import { startJob } from './jobs';
import { parsedFile } from './json-files';
import { arrayMethod } from './list-methods';
import { loadNamed } from './locations';
import { setMember, valueOfIndex } from './members';
import { constantOf, plainOf, truthOf } from './operators';
import { entriesInOrder, hasMember } from './own-members';
import { MAX_ROUNDS_OF_LOOP, type Run, unknown } from './run';
import { touchesStack } from './touches';

/** A method of a known text, its arguments known too; `null` where it is not followed. */
export function stringMethod(text: string, method: string, site: CallSite): Value | null {
  const args = site.given.map(({ value }) => plainOf(value)?.value);
  if (site.given.some(({ value }) => plainOf(value) === null)) return null;
  const [a, b] = args;
  switch (method) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return constantOf(text.toLowerCase());
    case 'toUpperCase':
    case 'toLocaleUpperCase':
      return constantOf(text.toUpperCase());
    case 'trim':
      return constantOf(text.trim());
    case 'toString':
      return constantOf(text);
    case 'concat':
      return constantOf(text + args.join(''));
    case 'startsWith':
      return constantOf(text.startsWith(String(a)));
    case 'endsWith':
      return constantOf(text.endsWith(String(a)));
    case 'includes':
      return constantOf(text.includes(String(a)));
    case 'indexOf':
    case 'lastIndexOf':
      return b === undefined ? constantOf(text[method](String(a))) : null;
    case 'charAt':
      return constantOf(text.charAt(Number(a ?? 0)));
    case 'substr': {
      const start = Number(a ?? 0);
      const from = start < 0 ? Math.max(0, text.length + start) : start;
      return constantOf(text.slice(from, b === undefined ? undefined : from + Number(b)));
    }
    case 'replace':
      return constantOf(text.replace(String(a), () => String(b)));
    case 'replaceAll':
      return constantOf(text.split(String(a)).join(String(b)));
    case 'slice':
    case 'substring':
      return constantOf(text[method](Number(a ?? 0), b === undefined ? undefined : Number(b)));
    case 'split':
      return {
        kind: 'array',
        elements: (a === undefined ? [text] : text.split(String(a))).map(constantOf),
        isOpen: false,
      };
    default:
      return null;
  }
}

/** A call of a function of the language or of Node's `path`; `null` where it is kept as it is. */
export function globalCall(run: Run, path: readonly string[], site: CallSite): Value | null {
  const args = site.given.map(({ value }) => value);
  const [first] = args;
  if (site.isNew) return null;
  switch (path.join('.')) {
    case 'require':
      return loadNamed(run, first, site.at) ?? unknown('the name of a required module is not known', site.at);
    case 'Object.freeze':
      return first === undefined ? null : freeze(first);
    case 'Object.seal':
    case 'structuredClone':
      return first ?? null;
    case 'Object.assign':
      return assignObjects(run, args);
    case 'Object.defineProperty':
      return run.isFrozen ? null : defineProperty(run, args, site);
    case 'JSON.parse':
      return args.length > 1 ? null : parsedFile(run, first, site.at);
    case 'Object.getPrototypeOf':
      return first === undefined ? null : prototypeOfObject(first);
    case 'Object.getOwnPropertyNames':
    case 'Reflect.ownKeys': {
      const names = first === undefined ? null : namesOfPrototype(first);
      if (names !== null) return { kind: 'array', elements: names.map(constantOf), isOpen: false };
      return first === undefined ? null : listOfEntries(first, 'keys');
    }
    case 'Object.keys':
    case 'Object.values':
    case 'Object.entries':
      return first === undefined
        ? null
        : listOfEntries(ofPackage(run, first, site.at) ?? first, path[1] ?? '');
    case 'Object.fromEntries':
      return first === undefined ? null : objectOfEntries(first, site);
    case 'Array.from':
      return first === undefined ? null : listFrom(run, first, args[1], site);
    case 'Object.hasOwn':
    case 'Object.prototype.hasOwnProperty.call':
      return hasMember(run, first, args[1], true);
    case 'Reflect.has':
      return hasMember(run, first, args[1], false);
    case 'Reflect.get':
      return first === undefined ? null : valueOfIndex(run, first, args[1] ?? UNDEFINED, site.at);
    case 'Array.isArray':
      return first === undefined ? null : isArray(first);
    case 'Array.of':
      return { kind: 'array', elements: [...args], isOpen: site.isOpen };
    case 'encodeURIComponent':
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'parseInt':
      return convert(path[0] ?? '', first);
    case 'Promise.resolve':
      return { kind: 'promise', result: first?.kind === 'promise' ? first.result : (first ?? UNDEFINED) };
    case 'Promise.all':
      return first?.kind === 'array'
        ? {
            kind: 'promise',
            result: {
              ...first,
              elements: first.elements.map((one) => (one.kind === 'promise' ? (one.result ?? one) : one)),
            },
          }
        : null;
    case 'setTimeout':
    case 'setImmediate':
    case 'process.nextTick':
    case 'queueMicrotask':
      // What a timer changes that waits is what it was to the first requests, so only what has to do with apps is run.
      if (
        first?.kind === 'function' &&
        !run.isFrozen &&
        (!waits(path[0], args[1]) || touchesStack(run, first))
      )
        startJob(run, () => call(run, first, siteWith(site, []), null));
      return null;
    default:
      return null;
  }
}

/** Whether a timer runs out when the program takes requests already. */
function waits(name: string | undefined, delay: Value | undefined): boolean {
  return name === 'setTimeout' && delay !== undefined && !(delay.kind === 'number' && delay.value <= 1);
}

function assignObjects(run: Run, args: readonly Value[]): Value | null {
  const [target, ...sources] = args;
  const isKept = target?.kind === 'instance' || target?.kind === 'app' || target?.kind === 'router';
  if (
    isKept ||
    (target?.kind === 'function' && sources.every((one) => one.kind === 'object' && !one.isOpen))
  ) {
    for (const source of sources) {
      if (source.kind !== 'object') continue;
      for (const [name, value] of source.entries) setMember(run, target, name, value);
    }
    return target;
  }
  if (target?.kind !== 'object') return null;
  for (const source of sources) copyEntries(source, target);
  return target;
}

function listOfEntries(value: Value, what: string): Value | null {
  if (value.kind !== 'function' && ((value.kind !== 'object' && value.kind !== 'array') || value.isOpen))
    return null;
  const entries =
    value.kind === 'array'
      ? value.elements.map((one, i) => [String(i), one] as const)
      : value.kind === 'object'
        ? entriesInOrder(value)
        : [...value.entries];
  // That of a function is no entry that loops see.
  const seen = value.kind === 'function' ? entries.filter(([name]) => name !== 'prototype') : entries;
  const elements = seen.map(([name, entry]): Value => {
    if (what === 'keys') return constantOf(name);
    return what === 'values' ? entry : { kind: 'array', elements: [constantOf(name), entry], isOpen: false };
  });
  return { kind: 'array', elements, isOpen: false };
}

function objectOfEntries(value: Value, { at }: CallSite): Value | null {
  const pairs = itemsOfValue(value);
  if (pairs === null || pairs.isOpen) return null;
  const made: ObjectValue = { kind: 'object', entries: new Map(), isOpen: false, at };
  for (const pair of pairs.elements) {
    const [key, entry] = pair.kind === 'array' && !pair.isOpen ? pair.elements : [];
    const name = key === undefined ? null : plainOf(key);
    if (name === null) return null;
    made.entries.set(String(name.value), entry ?? UNDEFINED);
  }
  return made;
}

/** `Array.from(items, map)`; of `{ length }` it has so many that are undefined. */
function listFrom(run: Run, value: Value, map: Value | undefined, site: CallSite): Value | null {
  const items = itemsOfValue(value) ?? emptyOf(value);
  if (items === null || items.isOpen) return null;
  const list: ArrayValue = { kind: 'array', elements: [...items.elements], isOpen: false };
  if (map === undefined) return list;
  const [, ...rest] = site.given;
  return arrayMethod(run, list, 'map', { ...site, given: rest });
}

function emptyOf(value: Value): ArrayValue | null {
  const length = value.kind === 'object' ? value.entries.get('length') : undefined;
  if (length?.kind !== 'number' || length.value > MAX_ROUNDS_OF_LOOP) return null;
  return { kind: 'array', elements: Array.from({ length: length.value }, () => UNDEFINED), isOpen: false };
}

function convert(to: string, value: Value | undefined): Value | null {
  if (value === undefined) return null;
  if (to === 'Boolean') {
    const truth = truthOf(value);
    return truth === null ? null : constantOf(truth);
  }
  const plain = plainOf(value);
  if (plain === null) return null;
  const text = String(plain.value);
  if (to === 'String') return constantOf(text);
  // Halves of characters make it throw.
  if (to === 'encodeURIComponent')
    return /[\uD800-\uDFFF]/.test(text) ? null : constantOf(encodeURIComponent(text));
  return constantOf(to === 'Number' ? Number(plain.value) : Number.parseInt(text, 10));
}

/** `Array.isArray(value)`; `null` where nothing tells. */
function isArray(value: Value): Value | null {
  if (value.kind === 'array') return constantOf(true);
  const isOther = ['function', 'class', 'object', 'instance', 'regex', 'app', 'router'].includes(value.kind);
  return isOther || plainOf(value) !== null ? constantOf(false) : null;
}
