// Objects of the program's classes: made while a handler runs, and their methods and getters.
import type { ClassNode, FunctionNode } from '../../../../syntax/js/tree';
import type { Place } from '../../../../text/span';
import { changesIn } from '../../program/hoist';
import type { ClassValue } from '../../values';
import { type Callable, constant, type Datum, type Thing, thing, UNDEFINED } from '../datum';
import { enterFunction } from './calls';
import { bind, evaluate } from './expressions';
import { Frame } from './frame';
import type { Machine } from './machine';
import { datumOf } from './outside';
import { classesOf, noteClasses } from './things';

/** An object of a class of the program: errors are followed as far as their constructors are plain. */
export function instantiate(machine: Machine, of: ClassValue, args: readonly Datum[], at: Place): Datum {
  const chain = chainOf(of);
  const isError = chain.isError;
  const made: Thing = thing([], isError ? 'Error' : (of.node.name ?? 'Object'));
  if (isError) made.fields.set('name', constant('Error'));
  noteClasses(made, chain.classes);
  fillFrom(machine, chain.classes, 0, made, args, at);
  return made;
}

/** `isWhole`: it extends nothing that the program did not write. */
type Chain = {
  readonly classes: readonly ClassValue[];
  readonly isError: boolean;
  readonly isWhole: boolean;
};

/** A class with those that it extends, nearest first, as far as the program wrote them. */
export function chainOf(of: ClassValue): Chain {
  const classes: ClassValue[] = [of];
  for (let parent = of.parent; parent !== null; ) {
    if (parent.kind !== 'class') {
      const isError = parent.kind === 'global' && /Error$/.test(parent.path.at(-1) ?? '');
      return { classes, isError, isWhole: false };
    }
    if (classes.includes(parent)) break;
    classes.push(parent);
    parent = parent.parent;
  }
  return { classes, isError: false, isWhole: true };
}

function fillFrom(
  machine: Machine,
  classes: readonly ClassValue[],
  index: number,
  made: Thing,
  args: readonly Datum[],
  at: Place,
): void {
  const of = classes[index];
  if (of === undefined) {
    made.fields.set('message', args[0] ?? constant(''));
    return;
  }
  const build = of.node.members.find((member) => member.kind === 'constructor')?.value;
  const frame = new Frame(null, of.scope, made, true);
  const base: Callable = {
    kind: 'function',
    name: 'super',
    arity: null,
    fields: null,
    call: (given) => {
      fillFrom(machine, classes, index + 1, made, given, at);
      return UNDEFINED;
    },
  };
  frame.declare('super', base);
  if (build?.kind !== 'function') fillFrom(machine, classes, index + 1, made, args, at);
  for (const { kind, key, value, isStatic } of of.node.members) {
    if (kind !== 'field' || isStatic || key?.kind !== 'name' || value === null) continue;
    const field =
      value.kind === 'function'
        ? enterFunction(machine, value, frame, made)
        : evaluate(machine, value, frame);
    made.fields.set(key.name, field);
  }
  if (build?.kind === 'function') setFieldParams(machine, of, build, made, args);
  if (build?.kind === 'function') enterFunction(machine, build, frame, made).call(args, made, at);
}

/** `constructor(readonly status: number)` of TypeScript sets fields of these names. */
function setFieldParams(
  machine: Machine,
  { node, scope }: ClassValue,
  build: FunctionNode,
  made: Thing,
  args: readonly Datum[],
): void {
  const names = node.members.find((member) => member.kind === 'constructor')?.fieldParams ?? [];
  for (const [i, { target }] of build.params.entries()) {
    const named = target.kind === 'default' ? target.target : target;
    if (named.kind !== 'identifier' || !names.includes(named.name)) continue;
    const frame = new Frame(null, scope, made, true);
    bind(machine, target, args[i] ?? UNDEFINED, frame, (name, value) => made.fields.set(name, value));
  }
}

/** A method or a getter's value that an object has of its classes; `null` where they have none of that name. */
export function memberOfClasses(
  machine: Machine,
  classes: readonly ClassValue[],
  self: Datum,
  name: string,
  at: Place,
): Datum | null {
  const [own] = classes;
  if (name === 'constructor' && own !== undefined) return datumOf(own);
  for (const { node, scope, statics } of classes) {
    const prototype = statics.get('prototype');
    const put = prototype?.kind === 'instance' ? prototype.fields.get(name) : undefined;
    if (put !== undefined && put.kind !== 'function') return datumOf(put);
    if (put !== undefined)
      return enterFunction(machine, put.node, new Frame(null, put.scope, self, true), null);
    const member = node.members.find(
      ({ kind, isStatic, key }) =>
        (kind === 'method' || kind === 'getter') && !isStatic && key?.kind === 'name' && key.name === name,
    );
    if (member?.value?.kind !== 'function') continue;
    const method = enterFunction(machine, member.value, new Frame(null, scope, self, true), null);
    return member.kind === 'getter' ? machine.deeper(at, () => method.call([], self, at)) : method;
  }
  return null;
}

/** Calls the setter that an object has of its classes; whether it has one. */
export function setByClasses(machine: Machine, self: Thing, name: string, value: Datum, at: Place): boolean {
  for (const { node, scope } of classesOf(self)) {
    const setter = node.members.find(
      ({ kind, isStatic, key }) =>
        kind === 'setter' && !isStatic && key?.kind === 'name' && key.name === name,
    );
    if (setter?.value?.kind !== 'function') continue;
    const called = enterFunction(machine, setter.value, new Frame(null, scope, self, true), null);
    machine.deeper(at, () => called.call([value], self, at));
    return true;
  }
  return false;
}

const filled = new WeakMap<ClassNode, ReadonlySet<string>>();

/** Whether methods of a class put more into a field while the program runs, as `this.tokens.add(…)` does. */
export function filledByMethods({ node, parent }: ClassValue, name: string): boolean {
  const known = filled.get(node) ?? filledFields(node);
  filled.set(node, known);
  return known.has(name) || (parent?.kind === 'class' && filledByMethods(parent, name));
}

function filledFields({ members }: ClassNode): ReadonlySet<string> {
  const paths = members.flatMap(({ kind, value }) =>
    value?.kind === 'function' && kind !== 'constructor' ? changesIn(value.body).filledPaths : [],
  );
  return new Set(paths.flatMap(([root, name]) => (root === 'this' && name !== undefined ? [name] : [])));
}
