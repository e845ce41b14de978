// Containers of dependencies: tsyringe 4, typedi 0.8 to 0.10 and inversify 5 to 7 make objects of classes, and give what was put in.

import type { Expression, Param, TypeName } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import { inTable } from '../../../text/table';
import {
  type ClassValue,
  type FunctionValue,
  type PackageValue,
  stringOf,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, call, callFunction, siteWith } from './call';
import { instantiate } from './classes';
import { decorationsOf } from './controllers';
import { type Run, unknown } from './run';

/** What a container has for a token: a value, or a class or a function that makes it when it is first asked for. */
type Provided = Value | { readonly kind: 'maker'; readonly of: ClassValue | FunctionValue };

/** By class, by symbol, or by text. */
export type Containers = Map<Value | string, Provided>;

type Verb = 'get' | 'value' | 'class' | 'provider' | 'services' | 'bind' | 'load';

const VERBS: Readonly<Record<string, ReadonlyMap<string, Verb>>> = {
  tsyringe: new Map([
    ['resolve', 'get'],
    ['registerInstance', 'value'],
    ['registerSingleton', 'class'],
    ['registerType', 'class'],
    ['register', 'provider'],
  ]),
  typedi: new Map([
    ['get', 'get'],
    ['set', 'services'],
  ]),
  inversify: new Map([
    ['get', 'get'],
    ['getAsync', 'get'],
    ['resolve', 'get'],
    ['bind', 'bind'],
    ['rebind', 'bind'],
    ['load', 'load'],
    ['loadAsync', 'load'],
    ['to', 'class'],
    ['toSelf', 'class'],
    ['toConstantValue', 'value'],
    ['toDynamicValue', 'class'],
  ]),
};

/** What `bind(token)` of inversify has beside the names above, each of which gives back the same. */
const SCOPES = ['inSingletonScope', 'inTransientScope', 'inRequestScope'];

/** A call of the container of such a package; `null` for all others, and where what it gives is not known. */
export function callContainer(
  run: Run,
  callee: PackageValue,
  site: CallSite,
  self: Value | null,
): Value | null {
  const path = callee.path.filter((name) => name !== 'default');
  const last = path.at(-1) ?? '';
  const isInversify = callee.name === 'inversify';
  if (isInversify && site.isNew) return made(callee, last, site);
  const verb = inTable(VERBS, callee.name)?.get(last);
  const binding = isInversify && self?.kind === 'object' ? self.entries.get(TOKEN) : undefined;
  if (binding !== undefined && SCOPES.includes(last)) return self;
  if (verb === undefined || (path.length > 2 && !isInversify) || site.isOpen || site.isNew) return null;
  // Other modules put in what is found here, or find what is put in.
  if (run.heard !== null) run.heard.isClean = false;
  const values = site.given.map(({ value }) => value);
  const [token = UNDEFINED, given] = binding === undefined ? values : [binding, ...values];
  if (verb === 'get') return find(run, callee.name, token, site.at, 0);
  if (verb === 'bind')
    return withMembers(callee, [...(VERBS.inversify?.keys() ?? []), ...SCOPES], token, site);
  if (run.isFrozen) return null;
  if (verb === 'load') return load(run, callee, values, site);
  const isSure = run.writes.length === 0;
  for (const [id, provided] of put(verb, token, given, site.at)) {
    run.containers.set(keyOf(id), isSure ? provided : notKnown(site.at));
  }
  return binding === undefined ? { ...callee, path: callee.path.slice(0, -1) } : self;
}

const TOKEN = '(token)';

/** A container of inversify, or a module for one: what it does when it is loaded stands where a token does. */
function made(callee: PackageValue, name: string, site: CallSite): Value | null {
  if (name === 'Container') return withMembers(callee, VERBS.inversify?.keys() ?? [], null, site);
  const [registry] = site.given;
  return /^(?:Async)?ContainerModule$/.test(name) && registry !== undefined
    ? withMembers(callee, [], registry.value, site)
    : null;
}

function withMembers(
  callee: PackageValue,
  names: Iterable<string>,
  token: Value | null,
  { at }: CallSite,
): Value {
  const entries = new Map<string, Value>();
  for (const name of names) entries.set(name, { ...callee, path: [name] });
  if (token !== null) entries.set(TOKEN, token);
  return { kind: 'object', entries, isOpen: true, at };
}

/** Modules are called with what binds (inversify 5 and 6), or with an object that has it (7). */
function load(run: Run, callee: PackageValue, modules: readonly Value[], site: CallSite): Value {
  for (const one of modules) {
    const registry = one.kind === 'object' ? one.entries.get(TOKEN) : undefined;
    if (registry !== undefined) call(run, registry, siteWith(site, [{ ...callee, path: ['bind'] }]), null);
  }
  return UNDEFINED;
}

function keyOf(token: Value): Value | string {
  return stringOf(token) ?? token;
}

function notKnown(at: Place): Value {
  return unknown('what a container gives is not known', at);
}

/** What a call puts in, by token. */
function put(
  verb: Exclude<Verb, 'get' | 'bind' | 'load'>,
  token: Value,
  given: Value | undefined,
  at: Place,
): readonly (readonly [Value, Provided])[] {
  switch (verb) {
    case 'value':
      return [[token, given ?? UNDEFINED]];
    case 'class':
      return [[token, makerOf(given ?? token, at)]];
    case 'provider':
      return [[token, provided(given, 'useValue', 'useClass', at)]];
    case 'services': {
      if (given !== undefined) return [[token, given]];
      const services = token.kind === 'array' ? token.elements : [token];
      return services.flatMap((one): (readonly [Value, Provided])[] => {
        const id = one.kind === 'object' ? one.entries.get('id') : undefined;
        return id === undefined ? [] : [[id, provided(one, 'value', 'type', at)]];
      });
    }
  }
}

/** What an object says that gives a value under one name, or a class under another one. */
function provided(by: Value | undefined, value: string, type: string, at: Place): Provided {
  const entries = by?.kind === 'object' ? by.entries : null;
  const maker = entries === null ? by : (entries.get(type) ?? entries.get('useFactory'));
  return entries?.get(value) ?? makerOf(maker, at);
}

function makerOf(of: Value | undefined, at: Place): Provided {
  return of?.kind === 'class' || of?.kind === 'function' ? { kind: 'maker', of } : notKnown(at);
}

/** Classes may ask for each other so deep. */
const MAX_DEPTH = 10;

/** What is there under a token; a class that nobody put in is made as well. */
function find(run: Run, from: string, token: Value, at: Place, depth: number): Value | null {
  const there = run.containers.get(keyOf(token)) ?? (token.kind === 'class' ? makerOf(token, at) : null);
  if (there === null || depth > MAX_DEPTH) return null;
  if (there.kind !== 'maker') return there;
  const { of } = there;
  const object =
    of.kind === 'class' ? build(run, from, of, at, depth) : callFunction(run, of, [notKnown(at)], at);
  if (!run.isFrozen) run.containers.set(keyOf(token), object);
  return object;
}

/** An object of a class, with what its constructor and its decorated fields want. */
function build(run: Run, from: string, of: ClassValue, at: Place, depth: number): Value {
  const wants = (by: ClassValue, type: TypeName | null, decorators: readonly Expression[]) =>
    injected(run, from, by, type?.name, decorators, at, depth + 1);
  const args = constructorOf(of).map(([by, { type, decorators }]) => wants(by, type, decorators));
  const object = instantiate(run, of, args, at);
  for (let by: Value | null = of; by?.kind === 'class'; by = by.parent) {
    for (const { kind, key, value, type, decorators } of by.node.members) {
      if (kind !== 'field' || decorators.length === 0 || value !== null || key?.kind !== 'name') continue;
      object.fields.set(key.name, wants(by, type, decorators));
    }
    if (by.parent === by) break;
  }
  return object;
}

/** The parameters of a constructor, or of the one that is inherited, each with the class that it stands in. */
function constructorOf(of: ClassValue): readonly (readonly [ClassValue, Param])[] {
  const own = of.node.members.find(({ kind }) => kind === 'constructor')?.value;
  if (own?.kind === 'function') return own.params.map((one) => [of, one]);
  return of.parent?.kind === 'class' ? constructorOf(of.parent) : [];
}

/** What a container puts in the place of a parameter or a field: by what `@inject` names, else by the class that is its type. */
function injected(
  run: Run,
  from: string,
  by: ClassValue,
  type: string | undefined,
  decorators: readonly Expression[],
  at: Place,
  depth: number,
): Value {
  const named = decorationsOf(run, decorators, by, from).find(({ name }) => /^inject$/i.test(name))?.given[0];
  // `@Inject(() => Class)` of typedi.
  const token = named?.kind === 'function' ? callFunction(run, named, [], at) : named;
  const wanted = token ?? (type === undefined ? null : by.scope.lookup(type));
  const isToken = token !== undefined || wanted?.kind === 'class';
  return (wanted !== null && isToken ? find(run, from, wanted, at, depth) : null) ?? notKnown(at);
}
