// Members of what a handler holds: read and written.
import type { Place } from '../../../../text/span';
import { isFrozen } from '../../program/frozen';
import { statusConstant } from '../../program/statuses';
import type { CallValue, ClassValue, FunctionValue, StackValue, Value } from '../../values';
import {
  constant,
  type Datum,
  fieldOf,
  isNothing,
  memberOfUnknown,
  thing,
  UNDEFINED,
  type Unknown,
  unknown,
} from '../datum';
import { containerMember } from '../libraries/containers';
import { contextMember } from '../libraries/contexts';
import { isDigest } from '../libraries/hashes';
import { schemaMember } from '../libraries/schemas';
import { madeMember } from '../libraries/session-stores';
import { spellingNote } from '../wants';
import { appMember } from './apps';
import { routerFunction } from './called-routers';
import { callDatum, callWritten } from './calls';
import { chainOf, filledByMethods, memberOfClasses, setByClasses } from './class-objects';
import { collectionMember, foundLater, openCollection } from './collections';
import { constructGlobal, globalMember } from './globals';
import { listMember } from './lists';
import { GivenUp, type Machine, Thrown } from './machine';
import { native } from './native';
import { chosen, chosenName, datumOf, outsideKey } from './outside';
import { promiseMember } from './promises';
import { otherMember } from './prototypes';
import { regexMember } from './regexes';
import { isQuery, requestMember, setRequestMember, setSentHeader } from './request';
import { responseMember, setResponseMember } from './response';
import { stringMember } from './strings';
import { classesOf, copyFields, makeError } from './things';
import { isIdentity, isSentField, isUserName } from './truth';
import { noteKeys } from './wanted';

/** `object[name]`. A member of nothing throws, as in JavaScript. */
export function getMember(machine: Machine, object: Datum, name: Datum, at: Place): Datum {
  const value = chosen(machine, object);
  if (isNothing(value))
    throw new Thrown(makeError('TypeError', constant('Cannot read properties of undefined')), at);
  const isNamed = value.kind === 'object' && (value.of === 'Headers' || value.of === 'Cookies');
  const key = isNamed ? chosenName(machine, name) : chosen(machine, name);
  if (key.kind !== 'constant') return computedMember(machine, value, key, at);
  const text = String(key.value);
  if (key.carried) noteKeys(machine, value, key);
  const isTable = value.kind === 'outside' && value.value.kind === 'object' && value.value.isOpen;
  if (isTable && (key.carried || !key.value) && !value.value.entries.has(text))
    return foundLater(machine, key, at);
  const found = knownMember(machine, value, text, at);
  return found === UNDEFINED ? otherMember(value, text, at) : found;
}

/** A member by what is followed of a value, `UNDEFINED` where it has none of that name. */
function knownMember(machine: Machine, value: Datum, text: string, at: Place): Datum {
  switch (value.kind) {
    case 'constant':
      return stringMember(machine, value, text, at);
    case 'list':
      return listMember(machine, value, text, at);
    case 'regex':
      return regexMember(machine, value, text);
    case 'promise':
      return promiseMember(machine, value, text) ?? (value.isSupposed ? givenBack(at, text) : UNDEFINED);
    case 'function':
      return functionMember(machine, value, text);
    case 'unknown':
      return value.judged && value.truthy === false
        ? { ...memberOfUnknown(value, text), truthy: false }
        : memberOfUnknown(value, text);
    case 'outside':
      return outsideMember(machine, value.value, text, at);
    case 'object':
      if (value.of === 'Request') return requestMember(machine, text, at);
      if (value.of === 'Response') return responseMember(machine, value, text, at);
      if (value.of === 'Headers') {
        machine.exchange.reads.add(`header ${text}`);
        if (text !== text.toLowerCase() && /^[\w-]+$/.test(text) && !value.fields.has(text))
          machine.exchange.reads.add(spellingNote(text, at));
      }
      if (isQuery(value.of)) machine.exchange.reads.add(`query ${text}`);
      if (value.of === 'Cookies') machine.exchange.reads.add(`cookie ${text}`);
      if (value.of === 'Session') machine.exchange.reads.add('slot session');
      return (
        value.fields.get(text) ??
        collectionMember(machine, value, text, at) ??
        memberOfClasses(machine, classesOf(value), value, text, at) ??
        fieldOf(value, text) ??
        UNDEFINED
      );
  }
}

/** A member of what a function gives back that is not known. */
function givenBack(at: Place, name: string): Unknown {
  const key = `given back ${at.file}:${at.span.start}.${name}`;
  return unknown('what a function that is not known gives back is not known', at, { key });
}

function computedMember(machine: Machine, value: Datum, key: Datum, at: Place): Datum {
  if (value.kind === 'unknown') return memberOfUnknown(value, '?');
  if (key.kind === 'unknown' && isDigest(key)) return foundLater(machine, key, at);
  const found =
    key.kind === 'unknown' && (isSentField(key) || isIdentity(key))
      ? entryOfSent(machine, value, key, at)
      : null;
  return found ?? unknown('which member is meant is not known', at);
}

/** What a table of the program has for who the client says it is, or a session: what belongs to it, if that is good. */
export function entryOfSent(machine: Machine, table: Datum, key: Unknown, at: Place): Datum | null {
  const { fields, rest } = copyFields(machine, table, thing());
  const [first] = fields.values();
  if (rest !== null || first === undefined) return null;
  const reason = 'whether there is such an entry is not known';
  const question = { key: `user ${key.key}`, reason, at };
  const isThere =
    machine.exchange.hasValidCredentials || (isUserName(key) && machine.exchange.suppose(question));
  if (!isThere) return UNDEFINED;
  const more = { key: `entry ${key.key}`, judged: true, truthy: true };
  return fields.size === 1 ? first : unknown('which entry of a table is meant is not known', at, more);
}

/** `call`, `apply` and `bind` of a function, and what was put onto it. */
function functionMember(machine: Machine, value: Extract<Datum, { kind: 'function' }>, name: string): Datum {
  const own = value.fields?.get(name);
  if (own !== undefined) return own;
  switch (name) {
    case 'call':
      return native('call', ([self, ...args], _self, at) =>
        callDatum(machine, value, args, self ?? UNDEFINED, at),
      );
    case 'apply':
      return native('apply', ([self, list], _self, at) =>
        callDatum(machine, value, list?.kind === 'list' ? [...list.items] : [], self ?? UNDEFINED, at),
      );
    case 'bind':
      return native('bind', ([self, ...bound]) =>
        native(value.name, (args, _self, at) =>
          callDatum(machine, value, [...bound, ...args], self ?? UNDEFINED, at),
        ),
      );
    case 'name':
      return constant(value.name);
    default:
      return UNDEFINED;
  }
}

function outsideMember(machine: Machine, value: Value, name: string, at: Place): Datum {
  switch (value.kind) {
    case 'object': {
      const entry = value.entries.get(name);
      if (entry !== undefined) return datumOf(entry);
      if (!value.isOpen) return UNDEFINED;
      return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(value)}.${name}` });
    }
    case 'instance': {
      const field = value.fields.get(name);
      if (field !== undefined) return datumOf(filledByMethods(value.of, name) ? opened(field) : field);
      const { classes, isWhole } = chainOf(value.of);
      const member = memberOfClasses(machine, classes, datumOf(value), name, at);
      if (member !== null || isWhole) return member ?? UNDEFINED;
      return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(value)}.${name}` });
    }
    case 'class':
      return staticMember(machine, value, name, at);
    case 'app':
    case 'router':
      return routerMember(machine, value, name, at);
    case 'package': {
      const path = [...value.path, name];
      const status = statusConstant(value.name, path);
      return status === null ? { kind: 'outside', value: { ...value, path } } : constant(status);
    }
    case 'global':
      return (
        globalMember(machine, [...value.path, name]) ?? {
          kind: 'outside',
          value: { kind: 'global', path: [...value.path, name] },
        }
      );
    case 'function': {
      const entry = value.entries.get(name);
      return entry === undefined ? writtenMember(machine, value, name) : datumOf(entry);
    }
    case 'call': {
      const known =
        madeMember(machine, value, name) ??
        contextMember(machine, value, name) ??
        schemaMember(machine, value, name) ??
        containerMember(machine, value, name, at);
      if (known !== null) return known;
      const made = collectionOf(machine, value, at);
      if (made !== null) return getMember(machine, made, constant(name), at);
      return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(value)}.${name}` });
    }
    default:
      return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(value)}.${name}` });
  }
}

/** `handle`, `call`, `apply` and `bind` of an app or a router, which is a function, and what an app holds. */
function routerMember(machine: Machine, value: StackValue, name: string, at: Place): Datum {
  const called = routerFunction(machine, value);
  if (name === 'handle') return called;
  if (/^(?:call|apply|bind)$/.test(name)) return functionMember(machine, called, name);
  return appMember(machine, value, name, at);
}

/** `call`, `apply` and `bind` of a function of the program: `this` is what they are given, unless it is bound already. */
function writtenMember(machine: Machine, value: FunctionValue, name: string): Datum {
  if (name === 'length') return constant(Math.max(0, value.node.params.length - value.bound.length));
  const called = native(value.node.name ?? '', (args, self, at) =>
    callWritten(machine, value, [...value.bound.map(datumOf), ...args], at, self),
  );
  return functionMember(machine, called, name);
}

/** What a field holds that methods put more into while the program runs. */
function opened(value: Value): Value {
  if (value.kind === 'array' || value.kind === 'object') return { ...value, isOpen: true };
  return value.kind === 'call' ? { ...value, isFilled: true } : value;
}

/** A set or a map that the program makes when it starts; what it is filled with later is not known. */
export function collectionOf(machine: Machine, value: CallValue, at: Place): Datum | null {
  const { callee, args, isNew, isFilled } = value;
  const name = isNew && callee.kind === 'global' ? callee.path.join('.') : '';
  const given = args.map((arg) => chosen(machine, datumOf(arg)));
  const isLost = /^(?:Set|Map|WeakMap)$/.test(name) && isUnknownList(machine, given[0], at);
  const made = name === '' ? null : constructGlobal(machine, name, isLost ? [] : given, at);
  const [items] = args;
  const isEmpty = items === undefined || (items.kind === 'array' && items.elements.length === 0);
  if (made?.kind !== 'object' || (made.of !== 'Set' && made.of !== 'Map'))
    return args.length === 0 ? null : made;
  if (isFilled === true || isEmpty || isLost) openCollection(made);
  return made;
}

/** Whether nobody knows what a set or a map is made of, such as the parts of a text of the environment. */
function isUnknownList(machine: Machine, of: Datum | undefined, at: Place): boolean {
  if (of?.kind !== 'outside') return of?.kind === 'unknown';
  return of.value.kind !== 'call' || collectionOf(machine, of.value, at) === null;
}

/** A static member of a class or of those that it extends; what the class of a package has is not known. */
function staticMember(machine: Machine, value: ClassValue, name: string, at: Place): Datum {
  const { classes, isWhole } = chainOf(value);
  for (const made of classes) {
    const { node, scope, statics } = made;
    const known = statics.get(name);
    // A method that is inherited runs on the class that it is read of.
    if (known !== undefined)
      return datumOf(
        known.kind === 'function' && known.self === made && made !== value
          ? { ...known, self: value }
          : known,
      );
    const member = node.members.find(
      (one) => one.isStatic && one.key?.kind === 'name' && one.key.name === name,
    );
    if (member?.value?.kind !== 'function') continue;
    const found: FunctionValue = {
      kind: 'function',
      node: member.value,
      scope,
      self: value,
      bound: [],
      at: { file: scope.file, span: member.span },
      entries: new Map(),
    };
    return member.kind === 'getter' ? callWritten(machine, found, [], found.at) : datumOf(found);
  }
  if (name === 'name' && value.node.name !== null) return constant(value.node.name);
  if (isWhole) return UNDEFINED;
  return unknown(`what "${name}" is here is not known`, at, { key: `${outsideKey(value)}.${name}` });
}

/** `object[name] = value`. What is written into the program's own objects is forgotten. */
export function setMember(machine: Machine, object: Datum, name: Datum, value: Datum, at: Place): void {
  const target = chosen(machine, object);
  if (isNothing(target))
    throw new Thrown(makeError('TypeError', constant('Cannot set properties of undefined')), at);
  if (name.kind !== 'constant') {
    if (target.kind === 'object' && target.of !== null)
      throw new GivenUp('which member is set is not known', at);
    return;
  }
  const key = String(name.value);
  if (isFrozen(target.kind === 'outside' ? target.value : target)) refuseChange(at);
  if (target.kind === 'function') {
    target.fields ??= new Map();
    target.fields.set(key, value);
  }
  if (target.kind === 'list' && /^\d+$/.test(key)) target.items[Number(key)] = value;
  if (target.kind === 'list' && key === 'length' && value.kind === 'constant')
    target.items.length = Number(value.value);
  if (target.kind !== 'object') return;
  if (target.of === 'Request') setRequestMember(machine, key, value, at);
  else if (target.of === 'Response') setResponseMember(machine, key, value, at);
  else if (setByClasses(machine, target, key, value, at)) return;
  else target.fields.set(key, value);
  if (machine.signalled !== null) return;
  if (target.of === 'Headers' && key === key.toLowerCase()) setSentHeader(machine, key, value, at);
  // Express 4 keeps the query that it has parsed once.
  if (target.of === 'Query' && machine.exchange.version === 4) machine.exchange.slots.set('query', target);
}

/** What is frozen throws in modules and classes; scripts that are not strict pass over it (ECMA-262, PutValue). */
function refuseChange(at: Place): never {
  if (/\.(?:mjs|[cm]?tsx?)$/.test(at.file))
    throw new Thrown(makeError('TypeError', constant('Cannot assign to read only property')), at);
  throw new GivenUp('whether a script is strict, which cannot change what is frozen, is not known', at);
}

/** `delete object[name]`. What is taken out of the program's own objects is forgotten. */
export function deleteMember(machine: Machine, object: Datum, name: Datum, at: Place): Datum {
  const target = chosen(machine, object);
  if (isFrozen(target.kind === 'outside' ? target.value : target)) refuseChange(at);
  if (target.kind === 'object' && target.of === 'Request' && name.kind === 'constant')
    machine.exchange.slots.delete(String(name.value));
  else if (target.kind === 'object') {
    setMember(machine, target, name, UNDEFINED, at);
    if (target.rest === null && name.kind === 'constant') target.fields.delete(String(name.value));
  }
  return constant(true);
}
