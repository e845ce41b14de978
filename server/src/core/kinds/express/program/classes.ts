// Classes of the program: making them, making objects of them, and finding their members.
import type { ClassMember, ClassNode } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import { type ClassValue, type InstanceValue, UNDEFINED, type Value } from '../values';
import { callFunction } from './call';
import { decorated, initializersOf } from './decorators';
import { Environment, environmentOf } from './environment';
import { evaluate, functionValue, keyName } from './evaluate';
import { noteBirth, place, type Run, unknown, write } from './run';

/** The value of a class, with its static members, once the decorators of the program have been at it. */
export function makeClass(run: Run, node: ClassNode, scope: Environment): Value {
  const made = plainClass(run, node, scope);
  return node.isDecorated || node.members.some(({ isDecorated }) => isDecorated)
    ? decorated(run, made)
    : made;
}

function plainClass(run: Run, node: ClassNode, scope: Environment): ClassValue {
  const inner = new Environment(scope.file, scope, scope.self);
  const made: ClassValue = {
    kind: 'class',
    node,
    scope: inner,
    parent: node.extends === null ? null : evaluate(run, node.extends, scope),
    statics: new Map(),
    at: place(scope, node),
  };
  noteBirth(run, made.statics);
  if (node.name !== null) inner.names.set(node.name, made);
  for (const member of node.members) {
    if (!member.isStatic && member.kind !== 'staticBlock') continue;
    const body = bodyOf(made, made);
    if (member.kind === 'staticBlock' && member.value?.kind === 'function') {
      callFunction(run, functionValue(member.value, body, made), [], made.at);
    } else setFrom(run, member, made.statics, body, made);
  }
  return made;
}

/** Under what the scopes of a class's members know the class that it extends. */
const SUPER = 'super';

/** The scope that the members of a class stand in, for an object of it or for itself. */
function bodyOf(made: ClassValue, self: Value | null): Environment {
  const body = new Environment(made.scope.file, environmentOf(made.scope), self, true);
  if (made.parent !== null) body.names.set(SUPER, made.parent);
  return body;
}

/** Puts a member's value where it belongs; getters are unknown until they are read. */
function setFrom(
  run: Run,
  member: ClassMember,
  to: Map<string, Value>,
  scope: Environment,
  self: Value,
): void {
  const name = member.key === null ? null : keyName(run, member.key, scope);
  if (name === null) return;
  if (member.kind === 'field') {
    write(
      run,
      to,
      name,
      member.value === null ? emptyField(member, scope) : evaluate(run, member.value, scope),
    );
  } else if (member.kind === 'method' && member.value?.kind === 'function') {
    to.set(name, functionValue(member.value, scope, self));
  }
}

/** A field without a value has none, unless a decorator gives it one. */
function emptyField(member: ClassMember, scope: Environment): Value {
  return member.isDecorated
    ? unknown('what a decorator gives is not known', place(scope, member))
    : UNDEFINED;
}

/** `new Class(…)`. What it extends and cannot be read makes its members unknown. */
export function instantiate(run: Run, made: ClassValue, args: readonly Value[], at: Place): InstanceValue {
  const instance: InstanceValue = { kind: 'instance', of: made, fields: new Map() };
  noteBirth(run, instance.fields);
  construct(run, made, instance, args, at, 0);
  if (!run.isFrozen) run.late.push({ kind: 'instance', instance });
  return instance;
}

const MAX_PARENTS = 20;

function construct(
  run: Run,
  made: ClassValue,
  instance: InstanceValue,
  args: readonly Value[],
  at: Place,
  depth: number,
): void {
  const { parent, node } = made;
  const body = bodyOf(made, instance);
  const build = node.members.find(({ kind }) => kind === 'constructor');
  const initialize = () => {
    for (const one of initializersOf(made)) callFunction(run, one, [], at, instance);
    for (const member of node.members) {
      if (member.kind === 'field' && !member.isStatic) setFrom(run, member, instance.fields, body, instance);
    }
  };
  const callParent = (given: readonly Value[]) => {
    if (parent?.kind === 'class' && depth < MAX_PARENTS)
      construct(run, parent, instance, given, at, depth + 1);
    initialize();
  };
  if (build?.value?.kind !== 'function') {
    callParent(args);
    return;
  }
  if (parent === null) initialize();
  const given = [...args];
  for (const [i, { target }] of build.value.params.entries()) {
    const named = target.kind === 'default' ? target.target : target;
    if (named.kind !== 'identifier' || !build.fieldParams.includes(named.name)) continue;
    const isMissing = (given[i] ?? UNDEFINED).kind === 'undefined';
    // Evaluated once: what it makes is the parameter's value, and the field's.
    const value = isMissing && target.kind === 'default' ? evaluate(run, target.value, body) : given[i];
    while (given.length <= i) given.push(UNDEFINED);
    given[i] = value ?? UNDEFINED;
    instance.fields.set(named.name, given[i]);
  }
  run.parents.push(callParent);
  callFunction(run, functionValue(build.value, body, instance), given, at);
  run.parents.pop();
}

/** A member of a class or of an object that is made of one; `null` where that is not known. */
export function classMember(run: Run, of: ClassValue | InstanceValue, name: string, at: Place): Value | null {
  if (of.kind === 'instance') {
    const field = of.fields.get(name);
    if (field !== undefined) return field;
  }
  if (of.kind === 'class' && name === 'prototype') return prototypeOfClass(of);
  if (of.kind === 'class' && name === 'name' && of.node.name !== null && !of.statics.has(name))
    return { kind: 'string', value: of.node.name };
  if (of.kind === 'instance' && name === 'constructor') return of.of;
  return inheritedMember(run, of.kind === 'instance' ? of.of : of, of, name, at);
}

/** What `super.name` is in a scope; `null` where that is not known. */
export function superMember(run: Run, scope: Environment, name: string, at: Place): Value | null {
  const { self } = scope;
  const parent = scope.lookup(SUPER);
  if (parent?.kind !== 'class' || (self?.kind !== 'instance' && self?.kind !== 'class')) return null;
  return inheritedMember(run, parent, self, name, at);
}

/** A member that a class gives to an object, or to itself, or that one gives that it extends. */
function inheritedMember(
  run: Run,
  first: Value,
  of: ClassValue | InstanceValue,
  name: string,
  at: Place,
): Value | null {
  let made: Value | null = first;
  for (let depth = 0; made?.kind === 'class' && depth < MAX_PARENTS; depth++) {
    const found =
      of.kind === 'class' ? staticMember(run, made, of, name, at) : prototypeMember(run, made, of, name, at);
    if (found !== undefined) return found;
    made = made.parent;
  }
  return made === null ? { kind: 'undefined' } : null;
}

/** What a class holds itself; a getter is called on the class that it is read of. */
function staticMember(
  run: Run,
  made: ClassValue,
  of: ClassValue,
  name: string,
  at: Place,
): Value | undefined {
  const known = made.statics.get(name);
  // A method that is inherited runs on the class that it is read of: `static make() { return new this(); }`.
  if (known?.kind === 'function' && known.self === made && made !== of)
    return functionValue(known.node, bodyOf(made, of), of);
  if (known !== undefined) return known;
  const { value } =
    made.node.members.find(
      (one) => one.isStatic && one.kind === 'getter' && one.key?.kind === 'name' && one.key.name === name,
    ) ?? {};
  if (value?.kind !== 'function') return undefined;
  return callFunction(run, functionValue(value, bodyOf(made, of), of), [], at);
}

/** The prototype of a class, to which decorators and mixins put members; it is there from the start. */
export function prototypeOfClass(of: ClassValue): InstanceValue {
  const known = of.statics.get('prototype');
  if (known?.kind === 'instance') return known;
  const made: InstanceValue = { kind: 'instance', of, fields: new Map() };
  of.statics.set('prototype', made);
  return made;
}

/** The prototype of an object that `new` made of a class; `null` for all others. */
export function prototypeOfObject(value: Value): Value | null {
  return value.kind === 'instance' ? prototypeOfClass(value.of) : null;
}

/** The names of the methods of a class, where a value is its prototype; `null` for all others. */
export function namesOfPrototype(value: Value): readonly string[] | null {
  if (value.kind !== 'instance' || value.of.statics.get('prototype') !== value) return null;
  const named = value.of.node.members.flatMap(({ kind, key, isStatic }) =>
    !isStatic && kind !== 'field' && kind !== 'constructor' && key?.kind === 'name' ? [key.name] : [],
  );
  return ['constructor', ...new Set([...named, ...value.fields.keys()])];
}

/** A method as its class has it, or as it was put onto the prototype later. */
function prototypeMember(
  run: Run,
  made: ClassValue,
  self: InstanceValue,
  name: string,
  at: Place,
): Value | undefined {
  const prototype = made.statics.get('prototype');
  const put = prototype?.kind === 'instance' ? prototype.fields.get(name) : undefined;
  if (put !== undefined) return put.kind === 'function' && put.self === null ? { ...put, self } : put;
  const member = made.node.members.find(
    (one) => !one.isStatic && one.key?.kind === 'name' && one.key.name === name && one.kind !== 'setter',
  );
  if (member?.value?.kind !== 'function') return undefined;
  // What is taken off the prototype has no object until somebody calls it on one.
  const owner = self === prototype ? null : self;
  const scope = bodyOf(made, owner);
  const method = functionValue(member.value, scope, owner);
  if (member.kind === 'method') return method;
  return member.kind === 'getter' ? callFunction(run, method, [], at) : unknown('a setter is read', at);
}
