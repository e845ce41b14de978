// What JavaScript's own functions make of known values: lists, texts, objects, paths.
import { baseName, folderOf, joinPath } from '../../../text/path';
import type { ArrayValue, ObjectValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, call, type Given } from './call';
import { namesOfPrototype, prototypeOfObject } from './classes';
import { itemsOfValue } from './collections';
import { defineProperty } from './compiled';
import { copyEntries } from './evaluate';
import { startJob } from './jobs';
import { constantOf, plainOf, truthOf } from './operators';
import { MAX_ROUNDS_OF_LOOP, type Run, unknown } from './run';

/** A method of a list; `null` where it is not followed. */
export function arrayMethod(run: Run, list: ArrayValue, method: string, site: CallSite): Value | null {
  const args = site.given.map(({ value }) => value);
  const [first] = args;
  const { elements } = list;
  if (method === 'push' || method === 'unshift') {
    if (run.isFrozen) return unknown('what a list holds changes', site.at);
    if (site.isOpen || run.presence.length > 0) list.isOpen = true;
    elements[method](...args);
    return { kind: 'number', value: elements.length };
  }
  if (method === 'concat') {
    const parts = args.map(
      (value): ArrayValue =>
        value.kind === 'array' ? value : { kind: 'array', elements: [value], isOpen: mayBeList(value) },
    );
    return {
      kind: 'array',
      elements: [...elements, ...parts.flatMap((part) => part.elements)],
      isOpen: list.isOpen || parts.some(({ isOpen }) => isOpen),
    };
  }
  if (list.isOpen) return null;
  const each = (callback: Value, value: Value, i: number) =>
    call(run, callback, siteWith(site, [value, { kind: 'number', value: i }, list]), null);
  switch (method) {
    case 'forEach':
      if (first === undefined) return null;
      for (const [i, value] of elements.entries()) each(first, value, i);
      return UNDEFINED;
    case 'map':
      if (first === undefined) return null;
      return { kind: 'array', elements: elements.map((value, i) => each(first, value, i)), isOpen: false };
    case 'flatMap': {
      if (first === undefined) return null;
      const parts = elements.map((value, i) => each(first, value, i));
      return flat({ kind: 'array', elements: parts, isOpen: false });
    }
    case 'filter': {
      if (first === undefined) return null;
      const kept = elements.map((value, i) => ({ value, truth: truthOf(each(first, value, i)) }));
      if (kept.some(({ truth }) => truth === null)) return null;
      return {
        kind: 'array',
        elements: kept.filter(({ truth }) => truth === true).map(({ value }) => value),
        isOpen: false,
      };
    }
    case 'find': {
      if (first === undefined) return null;
      for (const [i, value] of elements.entries()) {
        const truth = truthOf(each(first, value, i));
        if (truth === null) return null;
        if (truth) return value;
      }
      return UNDEFINED;
    }
    case 'findIndex':
    case 'some':
    case 'every': {
      if (first === undefined) return null;
      const index = indexWhere(elements, method !== 'every', (value, i) => truthOf(each(first, value, i)));
      if (index === null) return null;
      if (method === 'findIndex') return { kind: 'number', value: index };
      return constantOf(method === 'some' ? index >= 0 : index < 0);
    }
    case 'reduce':
    case 'reduceRight':
      return reduced(run, list, method, site);
    case 'flat':
      return flat(list);
    case 'reverse':
    case 'toReversed': {
      const reversed = [...elements].reverse();
      if (method === 'reverse' && run.presence.length === 0 && !run.isFrozen)
        elements.splice(0, elements.length, ...reversed);
      return { kind: 'array', elements: reversed, isOpen: false };
    }
    case 'at': {
      const index = first === undefined ? 0 : plainOf(first)?.value;
      return typeof index === 'number' ? (elements.at(index) ?? UNDEFINED) : null;
    }
    case 'values':
      return { kind: 'array', elements: [...elements], isOpen: false };
    case 'keys':
      return { kind: 'array', elements: elements.map((_, i) => constantOf(i)), isOpen: false };
    case 'entries':
      return {
        kind: 'array',
        elements: elements.map(
          (value, i): Value => ({ kind: 'array', elements: [constantOf(i), value], isOpen: false }),
        ),
        isOpen: false,
      };
    case 'slice': {
      const [from, to] = args.map((value) => plainOf(value)?.value);
      return {
        kind: 'array',
        elements: elements.slice(Number(from ?? 0), to === undefined ? undefined : Number(to)),
        isOpen: false,
      };
    }
    default:
      return plainList(elements, method, first);
  }
}

/** Where something first holds, or first does not; -1 for nowhere, `null` where that is not known. */
function indexWhere(
  elements: readonly Value[],
  wanted: boolean,
  holds: (value: Value, i: number) => boolean | null,
): number | null {
  for (const [i, value] of elements.entries()) {
    const truth = holds(value, i);
    if (truth === null) return null;
    if (truth === wanted) return i;
  }
  return -1;
}

/** `reduce` and `reduceRight`, with a start or without. */
function reduced(
  run: Run,
  { elements }: ArrayValue,
  method: 'reduce' | 'reduceRight',
  site: CallSite,
): Value | null {
  const [callback, start] = site.given.map(({ value }) => value);
  if (callback === undefined) return null;
  const indexed = elements.map((value, i) => ({ value, i }));
  if (method === 'reduceRight') indexed.reverse();
  const first = start ?? indexed.shift()?.value;
  if (first === undefined) return null;
  return indexed.reduce(
    (sum, { value, i }) => call(run, callback, siteWith(site, [sum, value, constantOf(i)]), null),
    first,
  );
}

function mayBeList(value: Value): boolean {
  return plainOf(value) === null && value.kind !== 'function' && value.kind !== 'object';
}

function flat(list: ArrayValue): ArrayValue {
  const parts = list.elements.map(
    (value): ArrayValue =>
      value.kind === 'array'
        ? value
        : { kind: 'array', elements: [value], isOpen: mayBeList(value) && value.kind !== 'call' },
  );
  return {
    kind: 'array',
    elements: parts.flatMap((part) => part.elements),
    isOpen: parts.some(({ isOpen }) => isOpen),
  };
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

function siteWith(site: CallSite, values: readonly Value[]): CallSite {
  const given: Given[] = values.map((value) => ({ value, node: null, at: site.at }));
  return { ...site, given, isOpen: false, isNew: false };
}

/** A method of a known text, its arguments known too; `null` where it is not followed. */
export function stringMethod(text: string, method: string, site: CallSite): Value | null {
  const args = site.given.map(({ value }) => plainOf(value)?.value);
  if (site.given.some(({ value }) => plainOf(value) === null)) return null;
  const [a, b] = args;
  switch (method) {
    case 'toLowerCase':
      return constantOf(text.toLowerCase());
    case 'toUpperCase':
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
      if (first?.kind !== 'string') return unknown('the name of a required module is not known', site.at);
      return run.load(first.value, site.at.file, site.at.span);
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
      return first ?? null;
    case 'Object.assign':
      return assignObjects(args);
    case 'Object.defineProperty':
      return run.isFrozen ? null : defineProperty(run, args, site);
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
      return first === undefined ? null : listOfEntries(first, path[1] ?? '');
    case 'Object.fromEntries':
      return first === undefined ? null : objectOfEntries(first, site);
    case 'Array.from':
      return first === undefined ? null : listFrom(run, first, args[1], site);
    case 'Array.isArray':
      return first === undefined ? null : isArray(first);
    case 'Array.of':
      return { kind: 'array', elements: [...args], isOpen: site.isOpen };
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
      if (first?.kind === 'function' && !run.isFrozen)
        startJob(run, () => call(run, first, siteWith(site, []), null));
      return null;
    default:
      return null;
  }
}

function assignObjects(args: readonly Value[]): Value | null {
  const [target, ...sources] = args;
  if (target?.kind === 'function' && sources.every((one) => one.kind === 'object' && !one.isOpen)) {
    for (const source of sources) {
      if (source.kind !== 'object') continue;
      for (const [name, value] of source.entries) target.entries.set(name, value);
    }
    return target;
  }
  if (target?.kind !== 'object') return null;
  for (const source of sources) copyEntries(source, target);
  return target;
}

function listOfEntries(value: Value, what: string): Value | null {
  if (value.kind !== 'object' || value.isOpen) return null;
  const elements = [...value.entries].map(([name, entry]): Value => {
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
  if (to === 'String') return constantOf(String(plain.value));
  return constantOf(to === 'Number' ? Number(plain.value) : Number.parseInt(String(plain.value), 10));
}

/** `path.join`, `path.resolve`, `path.dirname`, `path.basename` of known texts. */
export function pathCall(name: string, site: CallSite): Value | null {
  const texts = site.given.map(({ value }) => plainOf(value)?.value);
  if (texts.some((one) => typeof one !== 'string') || site.isOpen) return null;
  const [first = '', ...rest] = texts.map(String);
  switch (name) {
    case 'join':
      return constantOf(rest.reduce((folder, part) => joinPath(folder, part.replace(/^\/+/, '')), first));
    case 'resolve':
      return first.startsWith('/')
        ? constantOf(rest.reduce((folder, part) => joinPath(folder, part), first))
        : null;
    case 'dirname':
      return constantOf(folderOf(first));
    case 'basename':
      return constantOf(baseName(first));
    default:
      return null;
  }
}

/** `Array.isArray(value)`; `null` where nothing tells. */
function isArray(value: Value): Value | null {
  if (value.kind === 'array') return constantOf(true);
  const isOther = ['function', 'class', 'object', 'instance', 'regex', 'app', 'router'].includes(value.kind);
  return isOther || plainOf(value) !== null ? constantOf(false) : null;
}

/** `fileURLToPath(import.meta.url)`. */
export function pathOfUrl({ given }: CallSite): Value | null {
  const url = given[0]?.value;
  const path = url?.kind === 'string' ? /^file:\/\/(\/[^%?#]*)$/.exec(url.value)?.[1] : undefined;
  return path === undefined ? null : constantOf(path);
}
