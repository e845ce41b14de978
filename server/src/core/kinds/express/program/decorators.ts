// Decorators that a program writes itself: they are called for a class and its members, as compilers have them called.
import type { ClassMember } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import { type ClassValue, type FunctionValue, type ObjectValue, UNDEFINED, type Value } from '../values';
import { type CallSite, callFunction } from './call';
import { prototypeOfClass } from './classes';
import { environmentOf } from './environment';
import { evaluate, keyName } from './evaluate';
import { setMember, valueOfMember } from './members';
import { constantOf, plainOf } from './operators';
import { place, type Run } from './run';

const initializers = new WeakMap<object, FunctionValue[]>();

/** What decorators want to be done with each object of a class before its fields are there. */
export function initializersOf(made: ClassValue): readonly FunctionValue[] {
  return initializers.get(made) ?? [];
}

/** `context.addInitializer(function () { … })`; `null` for all other calls. */
export function addInitializer(callee: Value, { given: [first] }: CallSite): Value | null {
  const list = initializers.get(callee);
  if (list === undefined) return null;
  if (first?.value.kind === 'function') list.push(first.value);
  return UNDEFINED;
}

/** Calls the decorators of a class and its members; what one answers for a class or a method takes its place. */
export function decorated(run: Run, made: ClassValue): Value {
  const { members } = made.node;
  for (const isStatic of [false, true]) {
    for (const one of members)
      if (one.isStatic === isStatic && one.isDecorated) decorateMember(run, made, one);
  }
  let value: Value = made;
  for (const decorator of decoratorsOf(run, made.node.decorators, made)) {
    const context = contextOf('class', constantOf(made.node.name ?? ''), false, [], made.at);
    const answer = callFunction(run, decorator, isStandard(decorator) ? [value, context] : [value], made.at);
    if (answer.kind === 'class') value = answer;
  }
  return value;
}

/** The functions of the program that decorate something, in the order in which they are called: the last one first. */
function decoratorsOf(
  run: Run,
  nodes: ClassMember['decorators'],
  { scope }: ClassValue,
): readonly FunctionValue[] {
  const values = nodes.map((node) => evaluate(run, node, environmentOf(scope)));
  return values.flatMap((one) => (one.kind === 'function' ? [one] : [])).reverse();
}

function decorateMember(run: Run, made: ClassValue, member: ClassMember): void {
  const scope = environmentOf(made.scope);
  const name = member.key === null ? null : keyName(run, member.key, scope);
  if (name === null) return;
  const at = place(scope, member);
  const owner = member.isStatic ? made : prototypeOfClass(made);
  const list = initializers.get(made) ?? [];
  if (!member.isStatic) initializers.set(made, list);
  for (const decorator of decoratorsOf(run, member.decorators, made)) {
    const value = member.kind === 'method' ? valueOfMember(run, owner, name, at) : UNDEFINED;
    if (isStandard(decorator)) {
      const context = contextOf(member.kind, constantOf(name), member.isStatic, list, at);
      const answer = callFunction(run, decorator, [value, context], at);
      if (answer.kind === 'function' && member.kind === 'method') setMember(run, owner, name, answer);
      continue;
    }
    const descriptor: ObjectValue = {
      kind: 'object',
      entries: new Map([['value', value]]),
      isOpen: true,
      at: null,
    };
    const answer = callFunction(run, decorator, [owner, constantOf(name), descriptor], at);
    const put = (answer.kind === 'object' ? answer : descriptor).entries.get('value');
    if (member.kind === 'method' && put !== undefined && put !== value) setMember(run, owner, name, put);
  }
}

/**
 * Whether a decorator is one of the language (TC39, stage 3), which gets a context, and none of TypeScript's
 * `experimentalDecorators`, which gets the prototype, a name and a description.
 */
function isStandard({ node: { params } }: FunctionValue): boolean {
  const [, second] = params;
  if (second === undefined || params.length > 2) return false;
  const { target } = second;
  if (target.kind === 'objectPattern') return true;
  return (
    /DecoratorContext$/.test(second.type?.name ?? '') ||
    (target.kind === 'identifier' && /^_?(?:ctx|context)$/i.test(target.name))
  );
}

function contextOf(kind: string, name: Value, isStatic: boolean, list: FunctionValue[], at: Place): Value {
  const adds: Value = { kind: 'global', path: ['(addInitializer)'] };
  initializers.set(adds, list);
  const entries: readonly (readonly [string, Value])[] = [
    ['kind', constantOf(kind)],
    ['name', name],
    ['static', constantOf(isStatic)],
    ['addInitializer', adds],
  ];
  return { kind: 'object', entries: new Map(entries), isOpen: true, at };
}

/** `Reflect.defineMetadata(key, value, target, member)` and its readers, of reflect-metadata; `null` for all other calls. */
export function metadataCall(run: Run, path: readonly string[], { given, at }: CallSite): Value | null {
  const found =
    path[0] === 'Reflect' ? /^(?:(define)|(?:get|has)(?:Own)?)Metadata$/.exec(path[1] ?? '') : null;
  const [key, ...rest] = given.map(({ value }) => value);
  const [value = UNDEFINED] = found?.[1] === undefined ? [] : rest.splice(0, 1);
  const [target, member = UNDEFINED] = rest;
  if (found === null || key === undefined || (target?.kind !== 'class' && target?.kind !== 'instance'))
    return null;
  const names = [key, member].map(
    (one) => plainOf(one)?.value ?? ('at' in one ? one.at?.span.start : undefined),
  );
  const name = `(metadata ${names.map(String).join(' ')})`;
  if (found[1] === undefined) {
    const known = valueOfMember(run, target, name, at);
    return path[1]?.startsWith('has') ? constantOf(known.kind !== 'undefined') : known;
  }
  if (!run.isFrozen) setMember(run, target, name, value);
  return UNDEFINED;
}
