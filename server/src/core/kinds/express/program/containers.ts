// Containers of dependencies make objects of classes, and give what was put in: what they hold, and what is injected.
import type { Expression, Param } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import { type ClassValue, type FunctionValue, type ObjectValue, stringOf, type Value } from '../values';
import { callFunction } from './call';
import { instantiate } from './classes';
import { environmentOf } from './environment';
import { evaluate } from './evaluate';
import { listOfValues } from './lists';
import { type Run, unknown } from './run';

/**
 * What a container has for a token: a value, what stands under another token, or what makes it when it is first asked
 * for. `wants`: what a class or a function is given.
 */
export type Provided =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'alias'; readonly token: Value }
  | { readonly kind: 'maker'; readonly of: ClassValue | FunctionValue; readonly wants: Wants };

/** What its decorators and types name, the container itself, all that it has in one object, or that by its parameters. */
export type Wants = 'injected' | 'container' | 'cradle' | 'names';

/** A container: what it holds by class, by symbol or by text, and the object in which awilix gives it all. */
export type Container = {
  readonly id: Value;
  readonly held: Map<Value | string, readonly Provided[]>;
  readonly cradle: ObjectValue;
  /** What is being made. */
  readonly making: Set<Provided>;
};

/** By the value that the container is, or the name of the package that has only one. */
export type Containers = Map<Value | string, Container>;

/** The container that a value is, which may be empty so far. */
export function containerFor(run: Run, key: Value | string, id: Value): Container {
  const known = run.containers.get(key);
  if (known !== undefined) return known;
  const entries = new Entries();
  const cradle: ObjectValue = { kind: 'object', entries, isOpen: false, at: null };
  const made: Container = { id, held: new Map(), cradle, making: new Set() };
  entries.find = (name) => {
    const all = made.held.get(name);
    return all === undefined ? null : provide(run, made, all, { file: '', span: { start: 0, end: 0 } });
  };
  run.containers.set(key, made);
  return made;
}

/** What awilix gives to what it makes: each entry is made when it is first asked for. */
class Entries extends Map<string, Value> {
  find: (name: string) => Value | null = () => null;

  override get(name: string): Value | undefined {
    return super.get(name) ?? this.find(name) ?? undefined;
  }
}

/** Puts something in; what is put in under a condition is not known. */
export function putIn(run: Run, { held }: Container, token: Value, given: Provided, isMore: boolean): void {
  const key = keyOf(token);
  const isSure = run.writes.length === 0;
  const put: Provided = isSure ? given : { kind: 'value', value: notKnown(PLACELESS) };
  held.set(key, isMore ? [...(held.get(key) ?? []), put] : [put]);
}

const PLACELESS: Place = { file: '', span: { start: 0, end: 0 } };

/** A text, and `Symbol.for(text)`, are the same wherever they are written; all else is who it is. */
function keyOf(token: Value): Value | string {
  if (token.kind === 'call' && token.callee.kind === 'global' && token.callee.path.join('.') === 'Symbol.for')
    return `Symbol.for ${stringOf(token.args[0])}`;
  return stringOf(token) ?? token;
}

export function notKnown(at: Place): Value {
  return unknown('what a container gives is not known', at);
}

/** What is there under a token; a class that nobody put in is made as well. `null` for what is not there. */
export function findIn(run: Run, container: Container, token: Value, at: Place): Value | null {
  const there = container.held.get(keyOf(token));
  if (there !== undefined) return provide(run, container, there, at);
  if (token.kind !== 'class') return null;
  const given: Provided = { kind: 'maker', of: token, wants: 'injected' };
  if (!run.isFrozen) container.held.set(token, [given]);
  return provide(run, container, [given], at);
}

/** All that was put in under a token. */
export function allIn(run: Run, container: Container, token: Value, at: Place): Value {
  const all = container.held.get(keyOf(token)) ?? [];
  return listOfValues(
    run,
    all.map((one) => provide(run, container, [one], at) ?? notKnown(at)),
  );
}

/** Objects may ask for each other so deep. */
const MAX_DEPTH = 30;

function provide(run: Run, container: Container, all: readonly Provided[], at: Place): Value | null {
  const [one] = all;
  if (one === undefined || all.length > 1) return notKnown(at);
  if (one.kind === 'value') return one.value;
  const { making, held } = container;
  if (making.has(one) || making.size > MAX_DEPTH) return notKnown(at);
  making.add(one);
  const value = one.kind === 'alias' ? findIn(run, container, one.token, at) : made(run, container, one, at);
  making.delete(one);
  if (value === null || one.kind === 'alias') return value;
  for (const [key, list] of held) {
    if (list.includes(one))
      held.set(
        key,
        list.map((other) => (other === one ? { kind: 'value', value } : other)),
      );
  }
  return value;
}

function made(run: Run, container: Container, given: Extract<Provided, { kind: 'maker' }>, at: Place): Value {
  const { of } = given;
  const args = argsFor(run, container, given, at);
  if (of.kind === 'function') return callFunction(run, of, args, at);
  const object = instantiate(run, of, args, at);
  if (given.wants !== 'injected') return object;
  for (const by of chainOf(of)) {
    for (const { kind, key, value, type, decorators } of by.node.members) {
      if (kind !== 'field' || decorators.length === 0 || value !== null || key?.kind !== 'name') continue;
      object.fields.set(key.name, injected(run, container, { by, type, decorators }, at));
    }
  }
  return object;
}

/** A class with those of the program that it extends. */
function chainOf(of: ClassValue): readonly ClassValue[] {
  return of.parent?.kind === 'class' && of.parent !== of ? [of, ...chainOf(of.parent)] : [of];
}

function argsFor(
  run: Run,
  container: Container,
  { of, wants }: Extract<Provided, { kind: 'maker' }>,
  at: Place,
): readonly Value[] {
  switch (wants) {
    case 'injected':
      return of.kind === 'function' ? [] : wantedBy(of).map((wanted) => injected(run, container, wanted, at));
    case 'container':
      return [container.id];
    case 'cradle':
      return [container.cradle];
    case 'names':
      return namesOf(of).map((name) => container.cradle.entries.get(name) ?? notKnown(at));
  }
}

/** The names of the parameters of a function, or of a constructor. */
function namesOf(of: ClassValue | FunctionValue): readonly string[] {
  const build = of.kind === 'function' ? of.node : constructorOf(of);
  if (build?.kind !== 'function') return [];
  return build.params.map(({ target }) => {
    const named = target.kind === 'default' ? target.target : target;
    return named.kind === 'identifier' ? named.name : '';
  });
}

/** The constructor of a class, or the one that is inherited. */
function constructorOf({ node, parent }: ClassValue): Expression | null {
  const own = node.members.find(({ kind }) => kind === 'constructor')?.value;
  return own ?? (parent?.kind === 'class' ? constructorOf(parent) : null);
}

/** What a parameter or a field wants: by its decorators, or by its type, in the class that it stands in. */
type Wanted = Pick<Param, 'type' | 'decorators'> & { readonly by: ClassValue };

function wantedBy(of: ClassValue): readonly Wanted[] {
  const build = of.node.members.find(({ kind }) => kind === 'constructor')?.value;
  if (build?.kind === 'function') return build.params.map((param) => ({ ...param, by: of }));
  return of.parent?.kind === 'class' ? wantedBy(of.parent) : [];
}

/** `@inject(TOKEN)`, `@Inject(() => Class)` and the like, and those for all that is there under a token. */
const ONE = /^[iI]nject$/;
const ALL = /^(?:multiInject|injectAll|InjectMany)$/;

/** What a container puts in the place of a parameter or a field. */
function injected(run: Run, container: Container, wanted: Wanted, at: Place): Value {
  const { scope } = wanted.by;
  for (const node of wanted.decorators) {
    const callee = node.kind === 'call' ? evaluate(run, node.callee, environmentOf(scope)) : null;
    const name = callee?.kind === 'package' ? (callee.path.at(-1) ?? '') : '';
    const [arg] = node.kind === 'call' ? node.args : [];
    if (arg === undefined || arg.kind === 'spread' || (!ONE.test(name) && !ALL.test(name))) continue;
    const token = tokenOf(run, evaluate(run, arg, environmentOf(scope)), at);
    if (ALL.test(name)) return allIn(run, container, token, at);
    return findIn(run, container, token, at) ?? notKnown(at);
  }
  const type = wanted.type === null ? null : scope.lookup(wanted.type.name);
  return (type?.kind === 'class' ? findIn(run, container, type, at) : null) ?? notKnown(at);
}

/** `() => Class`, and `delay(() => Class)` of tsyringe, name a class that may stand further below. */
function tokenOf(run: Run, given: Value, at: Place): Value {
  if (given.kind === 'function') return callFunction(run, given, [], at);
  const [inner] = given.kind === 'call' ? given.args : [];
  const isDelayed =
    given.kind === 'call' && given.callee.kind === 'package' && given.callee.path.at(-1) === 'delay';
  return isDelayed && inner !== undefined ? tokenOf(run, inner, at) : given;
}
