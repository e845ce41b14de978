// Stores of one request: AsyncLocalStorage of Node, cls-hooked 4, continuation-local-storage 3, express-http-context 2,
// and what a WeakMap holds under a request or a response.
import type { Place } from '../../../../text/span';
import { type CallValue, stringOf } from '../../values';
import { constant, type Datum, textOf, thing, UNDEFINED, unknown } from '../datum';
import { callDatum } from '../run/calls';
import { GivenUp, type Machine, Thrown } from '../run/machine';
import { collectionOf, getMember } from '../run/members';
import { type Apply, native } from '../run/native';
import { chosen } from '../run/outside';
import { makeError } from '../run/things';
import type { Library } from './library';

type Methods = Readonly<Record<string, Apply>>;

/** A member of such a store, which notes on the exchange what it holds; `null` for all else. */
export function contextMember(machine: Machine, value: CallValue, name: string): Datum | null {
  const { callee, args, isNew, at } = value;
  if (callee.kind === 'global' && isNew && callee.path.join('.') === 'WeakMap')
    return weakMember(machine, value, name);
  if (callee.kind !== 'package') return null;
  const maker = callee.path.at(-1);
  const isStorage = callee.name === 'async_hooks' && maker === 'AsyncLocalStorage' && isNew;
  const isNamespace =
    NAMESPACES.test(callee.name) && (maker === 'createNamespace' || maker === 'getNamespace');
  const called = stringOf(args[0]);
  if (isStorage) return memberOf(storage(machine, `store ${at.file}:${at.span.start}`), name);
  return isNamespace && called !== null ? memberOf(namespace(machine, `context ${called}`), name) : null;
}

/** `get`, `set`, `has` and `delete` of a WeakMap, by whose request or response is the key; others are as in any map. */
function weakMember(machine: Machine, value: CallValue, name: string): Datum | null {
  const { notes } = machine.exchange;
  const made = collectionOf(machine, value, value.at);
  if (!/^(?:get|set|has|delete)$/.test(name) || made === null) return null;
  return native(name, (args, self, at) => {
    const [key = UNDEFINED, held = UNDEFINED] = args;
    if (key.kind !== 'object' || (key.of !== 'Request' && key.of !== 'Response'))
      return callDatum(machine, getMember(machine, made, constant(name), at), args, made, at);
    const id = `weak ${value.at.file}:${value.at.span.start} ${key.of}`;
    const found = notes.get(id);
    if (name === 'get') return found ?? UNDEFINED;
    if (name === 'set') notes.set(id, held);
    if (name === 'delete') notes.delete(id);
    return name === 'set' ? self : constant(found !== undefined);
  });
}

const NAMESPACES = /^(?:cls-hooked|continuation-local-storage)$/;

function memberOf(methods: Methods, name: string): Datum | null {
  const apply = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return apply === undefined ? null : native(name, apply);
}

/** `getNamespace(name)` in a handler. */
export const getNamespace: Library = (machine, [name], at) => {
  const called = textOf(chosen(machine, name ?? UNDEFINED));
  if (called === null) return unknown('which namespace this is, is not known', at);
  const methods = Object.entries(namespace(machine, `context ${called}`));
  return thing(methods.map(([method, apply]): [string, Datum] => [method, native(method, apply)]));
};

function storage(machine: Machine, id: string): Methods {
  const { notes } = machine.exchange;
  return {
    run: ([store, called, ...args], _self, at) => within(machine, id, store, called, args, at),
    exit: ([called, ...args], _self, at) => within(machine, id, UNDEFINED, called, args, at),
    enterWith: ([store]) => {
      notes.set(id, store ?? UNDEFINED);
      return UNDEFINED;
    },
    getStore: () => notes.get(id) ?? UNDEFINED,
  };
}

function namespace(machine: Machine, id: string): Methods {
  const run: Apply = ([called], _self, at) => within(machine, id, thing(), called, [thing()], at);
  return {
    run: (args, self, at) => {
      run(args, self, at);
      return thing();
    },
    runAndReturn: run,
    runPromise: run,
    bind: ([called]) => called ?? UNDEFINED,
    bindEmitter: () => UNDEFINED,
    get: ([key]) => entryOf(machine, id, key),
    set: ([key, value], _self, at) => {
      if (!machine.exchange.notes.has(id))
        throw new Thrown(
          makeError('Error', constant('No context available. ns.run() or ns.bind() must be called first.')),
          at,
        );
      return putEntry(machine, id, key, value, at);
    },
  };
}

/** Runs a function with a store. What runs after it without having been in it, and what it starts, is not told apart. */
function within(
  machine: Machine,
  id: string,
  store: Datum | undefined,
  called: Datum | undefined,
  args: readonly Datum[],
  at: Place,
): Datum {
  const { notes } = machine.exchange;
  notes.set(id, store ?? UNDEFINED);
  const result = callDatum(machine, called ?? UNDEFINED, args, UNDEFINED, at);
  if (machine.signalled === null && result.kind !== 'promise')
    notes.set(id, unknown('what a store holds by now is not known', at));
  return result;
}

/** What a namespace has under a key; nothing outside of a context. */
function entryOf(machine: Machine, id: string, key: Datum | undefined): Datum {
  const { notes } = machine.exchange;
  const name = textOf(chosen(machine, key ?? UNDEFINED));
  const held = notes.get(id);
  if (held?.kind === 'unknown' || held === undefined) return held ?? UNDEFINED;
  return name === null
    ? unknown('which entry of a context is read is not known', null)
    : (notes.get(`${id}.${name}`) ?? UNDEFINED);
}

function putEntry(
  machine: Machine,
  id: string,
  key: Datum | undefined,
  value: Datum | undefined,
  at: Place,
): Datum {
  const name = textOf(chosen(machine, key ?? UNDEFINED));
  if (name === null) throw new GivenUp('which entry of a context is set is not known', at);
  machine.exchange.notes.set(`${id}.${name}`, value ?? UNDEFINED);
  return value ?? UNDEFINED;
}

const HTTP = 'express-http-context';

/** `get` and `set` of express-http-context, which do nothing without its middleware (index.js). */
export const httpGet: Library = (machine, [key]) => entryOf(machine, HTTP, key);
export const httpSet: Library = (machine, [key, value], at) =>
  machine.exchange.notes.has(HTTP) ? putEntry(machine, HTTP, key, value, at) : UNDEFINED;
