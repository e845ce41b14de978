// What JavaScript and Node give to every handler, as far as handlers that guard something use it.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import { encodeBase64 } from '../../../nginx/passwords/base64';
import { bytesOf, utf8Bytes } from '../../../nginx/passwords/bytes';
import { freeze, isFrozen } from '../../program/frozen';
import {
  constant,
  type Datum,
  fieldOf,
  isNothing,
  list,
  openThing,
  type Primitive,
  type Thing,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import { callDatum } from './calls';
import { distance, isTimed, now } from './clock';
import { base64Bytes, bufferFrom, foundLater, newCollection } from './collections';
import { isOpenList, itemsOf } from './iterate';
import { parseJson } from './json';
import { GivenUp, type Machine, Thrown } from './machine';
import { entryOfSent, setMember } from './members';
import { native, showing } from './native';
import { namedNumber } from './numbers';
import { textFrom } from './operators';
import { chosen } from './outside';
import { broken, kept, pending, promisify, settle } from './promises';
import { BARE } from './request';
import { copyFields, makeError } from './things';
import { together } from './together';
import { areEqual, isSentField, isTrue } from './truth';
import { newUrl, searchParams } from './urls';

const OBJECTS = new Set([
  'Array',
  'Boolean',
  'Buffer',
  'Date',
  'Error',
  'EvalError',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'RangeError',
  'ReferenceError',
  'RegExp',
  'Set',
  'String',
  'SyntaxError',
  'TypeError',
  'URIError',
  'URL',
  'URLSearchParams',
  'WeakMap',
  'console',
  'global',
  'globalThis',
  'process',
]);

import { noteKeys } from './wanted';

/** A global name as a value; `null` where it is not one that is known. */
export function globalOf(name: string): Datum | null {
  if (name === 'NaN') return constant(Number.NaN);
  if (name === 'Infinity') return constant(Number.POSITIVE_INFINITY);
  const isKnown = OBJECTS.has(name) || inTable(FUNCTIONS, name) !== undefined;
  return isKnown ? { kind: 'outside', value: { kind: 'global', path: [name] } } : null;
}

/** A member of a global, such as `JSON.parse`, by what it does; `null` where that is not known. */
export function globalMember(machine: Machine, path: readonly string[]): Datum | null {
  const isOfGlobal = path[0] === 'global' || path[0] === 'globalThis';
  const names = isOfGlobal && path.length > 1 ? path.slice(1) : path;
  const [first, second, third] = names;
  if (first === 'process' && second === 'env' && third !== undefined) {
    return { kind: 'outside', value: { kind: 'env', name: third, fallback: null } };
  }
  const name = names.join('.');
  const number = namedNumber(names);
  if (number !== null) return constant(number);
  if (first === 'console') return showing(name, () => UNDEFINED);
  const apply = inTable(FUNCTIONS, name);
  return apply === undefined ? null : native(name, (args, _self, at) => apply(machine, args, at));
}

function parsedInteger([text, base]: readonly Primitive[]): number {
  return Number.parseInt(String(text), base === undefined ? undefined : Number(base));
}

type GlobalFunction = (machine: Machine, args: readonly Datum[], at: Place) => Datum;

/** A function of texts and numbers alone. */
function ofPrimitives(apply: (args: readonly Primitive[]) => Primitive): GlobalFunction {
  return (machine, args, at) => {
    const values = args.map((arg) => chosen(machine, arg));
    const known = values.flatMap((value) => (value.kind === 'constant' ? [value] : []));
    if (known.length < values.length)
      return values.find(isTimed) ?? unknown('a value that is computed is not known', at);
    return {
      kind: 'constant',
      value: apply(known.map(({ value }) => value)),
      carried: known.some((one) => one.carried),
    };
  };
}

const FUNCTIONS: Readonly<Record<string, GlobalFunction>> = {
  'Array.isArray': (machine, [arg], at) => {
    const value = chosen(machine, arg ?? UNDEFINED);
    return value.kind === 'unknown'
      ? unknown(value.reason, at, { key: `isArray ${value.key}` })
      : constant(value.kind === 'list');
  },
  'Array.from': (machine, [arg, map], at) => {
    const items = itemsOf(machine, arg ?? UNDEFINED, at);
    const mapped = (item: Datum, i: number) =>
      map === undefined ? item : callDatum(machine, map, [item, constant(i)], UNDEFINED, at);
    return list(items.map(mapped), isOpenList(machine, arg ?? UNDEFINED, at));
  },
  'Array.of': (_machine, args) => list(args),
  'Buffer.from': (machine, [text, encoding], at) => bufferFrom(machine, text, encoding, at),
  'Buffer.byteLength': ofPrimitives(([text]) => utf8Bytes(String(text)).length),
  'Date.now': (_machine, _args, at) => now(at),
  'JSON.parse': (machine, [text], at) => parseJson(machine, text ?? UNDEFINED, at),
  'JSON.stringify': (_machine, _args, at) => unknown('a text is not known', at),
  'Math.abs': (machine, args, at) => {
    const value = ofPrimitives(([one]) => Math.abs(Number(one)))(machine, args, at);
    return isTimed(value) ? distance(value) : value;
  },
  'Math.ceil': ofPrimitives(([value]) => Math.ceil(Number(value))),
  'Math.round': ofPrimitives(([value]) => Math.round(Number(value))),
  'Math.trunc': ofPrimitives(([value]) => Math.trunc(Number(value))),
  'Math.floor': ofPrimitives(([value]) => Math.floor(Number(value))),
  'Math.pow': ofPrimitives(([base, power]) => Number(base) ** Number(power)),
  'Math.sign': ofPrimitives(([value]) => Math.sign(Number(value))),
  'Math.max': ofPrimitives((values) => Math.max(...values.map(Number))),
  'Math.min': ofPrimitives((values) => Math.min(...values.map(Number))),
  'Number.isInteger': ofPrimitives(([value]) => Number.isInteger(value)),
  'Number.isFinite': ofPrimitives(([value]) => Number.isFinite(value)),
  'Number.isSafeInteger': ofPrimitives(([value]) => Number.isSafeInteger(value)),
  'Number.parseFloat': ofPrimitives(([text]) => Number.parseFloat(String(text))),
  'Number.parseInt': ofPrimitives(parsedInteger),
  'Number.isNaN': ofPrimitives(([value]) => Number.isNaN(value)),
  'Object.assign': (machine, [to, ...from], at) => {
    if (to?.kind !== 'object') return to ?? UNDEFINED;
    if (isFrozen(to))
      throw new Thrown(makeError('TypeError', constant('Cannot assign to read only property')), at);
    if (/^(?:Request|Response|Headers|(?:Bare)?Query)$/.test(to.of ?? ''))
      return assignTo(machine, to, from, at);
    return from.reduce<Extract<Datum, { kind: 'object' }>>((made, one) => copyFields(machine, one, made), to);
  },
  'Object.create': (machine, [of], at) =>
    isNothing(chosen(machine, of ?? UNDEFINED))
      ? thing([], BARE)
      : openThing([], unknown('what an object inherits is not followed', at)),
  'Object.defineProperty': (machine, [of = UNDEFINED, name = UNDEFINED, how = UNDEFINED], at) => {
    setMember(machine, of, name, fieldOf(how, 'value') ?? unknown('a property is not followed', at), at);
    return of;
  },
  'Object.entries': (machine, [of], at) =>
    entriesOf(machine, of, (name, value) => list([constant(name), value]), at),
  'Object.fromEntries': (machine, [pairs], at) => {
    const made = thing();
    for (const pair of itemsOf(machine, pairs ?? UNDEFINED, at)) {
      const [key = UNDEFINED, value = UNDEFINED] = itemsOf(machine, pair, at, 2);
      const name = textFrom(machine, key, at);
      if (name.kind !== 'constant') throw new GivenUp('a name of a field is not known', at);
      made.fields.set(String(name.value), value);
    }
    return made;
  },
  'Object.freeze': (_machine, [of = UNDEFINED]) => (of.kind === 'constant' ? of : freeze(of)),
  'Object.isFrozen': (machine, [of = UNDEFINED]) => {
    const value = chosen(machine, of);
    return constant(value.kind === 'constant' || isFrozen(value.kind === 'outside' ? value.value : value));
  },
  'Object.keys': (machine, [of], at) => entriesOf(machine, of, constant, at),
  'Object.values': (machine, [of], at) => entriesOf(machine, of, (_, value) => value, at),
  'Object.hasOwn': hasOwn,
  'Object.prototype.hasOwnProperty.call': hasOwn,
  'Object.is': (machine, [a = UNDEFINED, b = UNDEFINED]) =>
    a.kind === 'constant' && b.kind === 'constant' && typeof a.value === 'number'
      ? constant(Object.is(a.value, b.value))
      : areEqual(machine, a, b, false),
  'Promise.resolve': (_machine, [value]) => kept(value ?? UNDEFINED),
  'Promise.reject': (_machine, [value]) => broken(value ?? UNDEFINED),
  'Promise.all': (machine, [all]) => together(machine, 'all', all),
  'Promise.allSettled': (machine, [all]) => together(machine, 'allSettled', all),
  'Promise.any': (machine, [all]) => together(machine, 'any', all),
  'Promise.race': (machine, [all]) => together(machine, 'race', all),
  // A program may put bluebird in the place of Promise, for all of its modules.
  'Promise.promisify': promisify,
  hasOwnProperty: ofNothing,
  propertyIsEnumerable: ofNothing,
  toLocaleString: ofNothing,
  valueOf: ofNothing,
  Boolean: (machine, [value]) => constant(isTrue(machine, value ?? UNDEFINED)),
  Number: ofPrimitives(([value]) => Number(value)),
  String: (machine, [value], at) => textFrom(machine, value ?? constant(''), at),
  Error: (_machine, [message]) => makeError('Error', message ?? constant('')),
  atob: ofPrimitives(([text]) => base64Bytes(String(text))),
  btoa: ofPrimitives(([text]) => encodeBase64(bytesOf(String(text)))),
  decodeURIComponent: (_machine, [text], at) => decodeText(text, at),
  encodeURIComponent: ofPrimitives(([text]) => encodeURIComponent(String(text))),
  encodeURI: ofPrimitives(([text]) => encodeURI(String(text))),
  isNaN: ofPrimitives(([value]) => Number.isNaN(Number(value))),
  parseInt: ofPrimitives(parsedInteger),
  parseFloat: ofPrimitives(([text]) => Number.parseFloat(String(text))),
  'process.nextTick': (machine, [callback, ...args], at) => laterCall(machine, callback, args, -1, at),
  queueMicrotask: (machine, [callback], at) => laterCall(machine, callback, [], 0, at),
  require: requirePackage,
  setImmediate: (machine, [callback, ...args], at) => laterCall(machine, callback, args, 1, at),
  setTimeout: (machine, [callback, after, ...args], at) => {
    const time = after?.kind === 'constant' ? Number(after.value) : 1;
    return laterCall(machine, callback, args, Math.max(1, time || 1), at);
  },
  clearTimeout: (_machine, [timer]) => {
    if (timer?.kind === 'object') timer.fields.delete(WAITING);
    return UNDEFINED;
  },
};

/** Methods that every object has, called without one. */
function ofNothing(_machine: Machine, _args: readonly Datum[], at: Place): never {
  throw new Thrown(makeError('TypeError', constant('Cannot convert undefined or null to object')), at);
}

/** `require` inside of a handler: packages are told by their names, the program's own files are not followed here. */
function requirePackage(_machine: Machine, [name]: readonly Datum[], at: Place): Datum {
  const specifier = name?.kind === 'constant' ? String(name.value).replace(/^node:/, '') : '.';
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    return unknown('a module that is loaded while the handler runs is not followed', at);
  }
  const value = {
    kind: 'package',
    name: specifier,
    subpath: '',
    path: [],
    version: null,
    isDefault: false,
  } as const;
  return { kind: 'outside', value };
}

/** Whether an object itself has a field of a name. */
export function hasOwn(machine: Machine, [of, key]: readonly Datum[], at: Place): Datum {
  const copy = copyFields(machine, of ?? UNDEFINED, thing());
  const name = chosen(machine, key ?? UNDEFINED);
  if (name.kind === 'unknown' && isSentField(name)) {
    const entry = entryOfSent(machine, of ?? UNDEFINED, name, at);
    if (entry !== null) return constant(entry !== UNDEFINED);
  }
  if (name.kind === 'constant' && name.carried) noteKeys(machine, copy, name);
  const isThere = name.kind === 'constant' && copy.fields.has(String(name.value));
  if (isThere || (name.kind === 'constant' && copy.rest === null)) return constant(isThere);
  const found = foundLater(machine, name, at);
  return isNothing(found) ? constant(false) : found;
}

/** `Object.assign(req, …)`: what stands for the exchange has its members there. */
function assignTo(machine: Machine, to: Thing, from: readonly Datum[], at: Place): Datum {
  for (const one of from) {
    const { fields, rest } = copyFields(machine, one, thing());
    if (rest !== null) throw new GivenUp('what is put on the request is not known', at);
    for (const [name, value] of fields) setMember(machine, to, constant(name), value, at);
  }
  return to;
}

/** What is made of each field of an object; an open list where it may have more. */
function entriesOf(
  machine: Machine,
  of: Datum | undefined,
  make: (name: string, value: Datum) => Datum,
  at: Place,
): Datum {
  const value = chosen(machine, of ?? UNDEFINED);
  if (isNothing(value)) ofNothing(machine, [], at);
  const copy = copyFields(machine, value, thing());
  return list(
    [...copy.fields].map(([name, value]) => make(name, value)),
    copy.rest !== null,
  );
}

/** What a timer holds that nobody has cleared. */
const WAITING = '(waiting)';

function laterCall(
  machine: Machine,
  callback: Datum | undefined,
  args: readonly Datum[],
  after: number,
  at: Place,
): Datum {
  const timer = thing([[WAITING, UNDEFINED]]);
  const run = () =>
    callback !== undefined && timer.fields.has(WAITING) && callDatum(machine, callback, args, UNDEFINED, at);
  machine.later(run, after);
  return timer;
}

function decodeText(text: Datum | undefined, at: Place): Datum {
  if (text?.kind !== 'constant') return unknown('a text is not known', at);
  try {
    return { ...text, value: decodeURIComponent(String(text.value)) };
  } catch {
    throw new Thrown(makeError('URIError', constant('URI malformed')), at);
  }
}

/** `new Name(…)` of a global class; `null` where it is not known. */
export function constructGlobal(
  machine: Machine,
  name: string,
  args: readonly Datum[],
  at: Place,
): Datum | null {
  // `new Buffer.from(…)` is the call.
  if (name === 'Buffer.from') return bufferFrom(machine, args[0], args[1], at);
  if (/Error$/.test(name)) return makeError(name, args[0] ?? constant(''));
  switch (name) {
    case 'Set':
    case 'Map':
    case 'WeakMap':
      return newCollection(machine, name, args[0], at);
    case 'Promise':
      return newPromise(machine, args[0] ?? UNDEFINED, at);
    case 'URL':
      return newUrl(machine, args, at);
    case 'URLSearchParams': {
      const query = textFrom(machine, args[0] ?? constant(''), at);
      return query.kind === 'constant'
        ? searchParams(String(query.value).replace(/^\?/, ''))
        : unknown('the parameters of a query are not known', at, { truthy: true });
    }
    case 'Date':
      if (args.length === 0) return now(at);
      if (args[0]?.kind === 'unknown') return { ...args[0], truthy: true };
      return unknown(`what new ${name}() gives is not followed`, at, { truthy: true });
    case 'RegExp':
      return args[0]?.kind === 'constant' && (args[1] === undefined || args[1].kind === 'constant')
        ? {
            kind: 'regex',
            source: String(args[0].value),
            flags: args[1] === undefined ? '' : String(args[1].value),
          }
        : unknown('a pattern is not known', at);
    default:
      return null;
  }
}

function newPromise(machine: Machine, executor: Datum, at: Place): Datum {
  const promise = pending();
  const resolve = native('resolve', ([value]) => {
    settle(machine, promise, { kind: 'kept', value: value ?? UNDEFINED });
    return UNDEFINED;
  });
  const reject = native('reject', ([thrown]) => {
    settle(machine, promise, { kind: 'broken', thrown: thrown ?? UNDEFINED });
    return UNDEFINED;
  });
  try {
    callDatum(machine, executor, [resolve, reject], UNDEFINED, at);
  } catch (problem) {
    if (!(problem instanceof Thrown)) throw problem;
    settle(machine, promise, { kind: 'broken', thrown: problem.datum });
  }
  return promise;
}
