// Calls of containers of dependencies: tsyringe 4, typedi 0.8 to 0.10, inversify 5 to 8, awilix 3 to 13.

import { baseName } from '../../../text/path';
import type { Place } from '../../../text/span';
import { inTable } from '../../../text/table';
import {
  type CallValue,
  type ClassValue,
  type FunctionValue,
  type MemberValue,
  type PackageValue,
  stringOf,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, callFunction } from './call';
import { instantiate } from './classes';
import {
  allIn,
  type Container,
  containerFor,
  findIn,
  notKnown,
  type Provided,
  putIn,
  type Wants,
} from './containers';
import { MAX_INJECTED, valuesNamed } from './controllers';
import { valueOfMember } from './members';
import type { Run } from './run';

/** The containers that packages have, and what makes others. */
const OWN: Readonly<Record<string, string>> = { tsyringe: 'container', typedi: 'Container' };
const AWILIX = 'awilix';
const MAKERS: Readonly<Record<string, string>> = { inversify: 'Container', [AWILIX]: 'createContainer' };

/** What asks a container for something under a token. */
const ASKS = /^(?:get|resolve|getAsync)$/;
const ASKS_ALL = /^(?:getAll|resolveAll|getAllAsync|getMany)$/;

/** A member of what is a container, or of what its calls gave: its name, the container, and the call before it. */
type Step = { readonly container: Container; readonly name: string; readonly before: Value };

/** A call of the container that a package has; `null` for all others, and where what it gives is not known. */
export function callContainer(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const path = callee.path.filter((name) => name !== 'default');
  const name = path.at(-1) ?? '';
  if (callee.name === AWILIX && RESOLVERS.test(name)) return keptCall(callee, site);
  // A module of ES exports the methods of typedi's container on a class, tsyringe's on an object.
  if (inTable(OWN, callee.name) === undefined || path.length > 2 || site.isOpen || site.isNew) return null;
  const id: Value = { ...callee, path: callee.path.slice(0, -1) };
  return callStep(run, { container: containerFor(run, callee.name, id), name, before: id }, site);
}

/** A call of a member of a container that the program made, or of what such a call gave; `null` for all others. */
export function callContainerMember(run: Run, callee: MemberValue, site: CallSite): Value | null {
  const { of, name } = callee;
  if (of.kind !== 'call' && of.kind !== 'member') return null;
  if (isResolver(of)) return resolverWith(of, stringOf(name) ?? '');
  const container = containerOf(run, of);
  return container === null || name.kind !== 'string'
    ? null
    : callStep(run, { container, name: name.value, before: of }, site);
}

/** The container that a value is, or belongs to; `null` for all others. */
function containerOf(run: Run, value: Value): Container | null {
  if (value.kind === 'member') return containerOf(run, value.of);
  if (value.kind === 'package') {
    const name = value.path.filter((one) => one !== 'default').at(-1) ?? (value.isDefault ? 'Container' : '');
    return inTable(OWN, value.name) === name ? containerFor(run, value.name, value) : null;
  }
  if (value.kind !== 'call') return null;
  const { callee } = value;
  if (callee.kind === 'member') return containerOf(run, callee.of);
  if (callee.kind !== 'package' || inTable(MAKERS, callee.name) !== callee.path.at(-1)) return null;
  const made = containerFor(run, value, value);
  if (callee.name === AWILIX) run.containers.set(AWILIX, made);
  return made;
}

/** `container.cradle` of awilix; `null` for all else. */
export function cradleOf(run: Run, of: CallValue, name: string): Value | null {
  if (name !== 'cradle' || of.callee.kind !== 'package' || of.callee.name !== AWILIX) return null;
  const container = containerOf(run, of);
  if (container === null) return null;
  if (run.heard !== null) run.heard.isClean = false;
  return wholeCradle(container);
}

/** Once somebody outside of the container has it, all of it is made, so that it can be gone through. */
function wholeCradle({ cradle, held }: Container): Value {
  if (cradle.entries.size < held.size) {
    for (const key of held.keys()) {
      const value = typeof key === 'string' ? cradle.entries.get(key) : undefined;
      if (typeof key === 'string' && value !== undefined) cradle.entries.set(key, value);
    }
  }
  return cradle;
}

/** What a handler is given that asks a container; `null` where this is no such call, or it is not known. */
export function askedOf(run: Run, of: Value, name: string, token: Value, at: Place): Value | null {
  const container = containerOf(run, of);
  if (container === null) return null;
  if (name === 'cradle') return container.cradle;
  return ASKS.test(name) ? findIn(run, container, token, at) : allIn(run, container, token, at);
}

function callStep(run: Run, step: Step, site: CallSite): Value | null {
  const { container, name, before } = step;
  // Other modules put in what is found here, or find what is put in.
  if (run.heard !== null) run.heard.isClean = false;
  const [token = UNDEFINED, given] = site.given.map(({ value }) => value);
  if (ASKS.test(name)) return findIn(run, container, token, site.at);
  if (ASKS_ALL.test(name)) return allIn(run, container, token, site.at);
  if (name === 'createScope' || name === 'createChildContainer' || name === 'createChild')
    return container.id;
  if (name === 'build') return built(run, container, token, site.at);
  if (run.isFrozen) return null;
  const puts = putsOf(run, step, token, given, site);
  if (puts === null) return null;
  for (const [id, provided] of puts) putIn(run, container, id, provided, name.startsWith('to'));
  // `bind(TOKEN)` says what is bound, and what follows says how.
  return name === 'bind' || name === 'rebind' ? keptCall(memberOf(before, name, site.at), site) : before;
}

type Put = readonly (readonly [Value, Provided])[];

/** What a call puts in, by token; `null` for one that is not followed. */
function putsOf(run: Run, step: Step, token: Value, given: Value | undefined, site: CallSite): Put | null {
  const { container, name, before } = step;
  switch (name) {
    case 'registerInstance':
      return [[token, { kind: 'value', value: given ?? UNDEFINED }]];
    case 'registerSingleton':
    case 'registerType':
      return [[token, classOr(given ?? token, site.at)]];
    case 'register':
      return registered(container, token, given, site.at);
    case 'set':
      return services(token, given, site.at);
    case 'loadModules':
      return loaded(run, container, token, given ?? UNDEFINED, site);
    case 'load':
    case 'loadAsync':
      for (const { value } of site.given) loadModule(run, container, value, site.at);
      return [];
    case 'bind':
    case 'rebind':
      return [];
    default: {
      const bound = boundBy(before);
      if (bound === null) return null;
      const put = name.startsWith('to') ? boundTo(name, bound, token, site.at) : null;
      return put === null ? [] : [[bound, put]];
    }
  }
}

/** The token of `bind(token)`, which a chain began with. */
function boundBy(of: Value): Value | null {
  if (of.kind !== 'call' || of.callee.kind !== 'member') return null;
  const name = stringOf(of.callee.name);
  return name === 'bind' || name === 'rebind' ? (of.args[0] ?? null) : boundBy(of.callee.of);
}

/** What `bind(token).to(Class)` and its like put in (`BindToFluentSyntax` of inversify). */
function boundTo(name: string, bound: Value, given: Value, at: Place): Provided {
  switch (name) {
    case 'toSelf':
      return classOr(bound, at);
    case 'to':
      return classOr(given, at);
    case 'toConstantValue':
      return { kind: 'value', value: given };
    case 'toService':
      return { kind: 'alias', token: given };
    case 'toDynamicValue':
      return given.kind === 'function' ? { kind: 'maker', of: given, wants: 'container' } : lost(at);
    default:
      return lost(at);
  }
}

/** `new ContainerModule((bind) => …)`, whose function is given `bind`, and `({ bind }) => …` since inversify 7. */
function loadModule(run: Run, container: Container, module: Value, at: Place): void {
  const [build] = module.kind === 'call' && module.isNew ? module.args : [];
  if (build?.kind !== 'function') return;
  callFunction(run, build, [memberOf(container.id, 'bind', at), memberOf(container.id, 'unbind', at)], at);
}

/** `register(token, { useClass })` of tsyringe; `register(name, resolver)` and `register({ name: resolver })` of awilix. */
function registered(container: Container, token: Value, given: Value | undefined, at: Place): Put {
  if (container.id.kind === 'package') return [[token, provided(given, TSYRINGE, at)]];
  if (given !== undefined) return [[token, resolved(container, given, at)]];
  if (token.kind !== 'object') return [];
  container.cradle.isOpen ||= token.isOpen;
  return [...token.entries].map(([name, one]) => [
    { kind: 'string', value: name },
    resolved(container, one, at),
  ]);
}

/** `set(token, value)`, `set({ id, type })` and lists of these (typedi). */
function services(token: Value, given: Value | undefined, at: Place): Put {
  if (given !== undefined) return [[token, { kind: 'value', value: given }]];
  const all = token.kind === 'array' ? token.elements : [token];
  return all.flatMap((one): Put => {
    const id = one.kind === 'object' ? one.entries.get('id') : undefined;
    return id === undefined ? [] : [[id, provided(one, TYPEDI, at)]];
  });
}

/** Under which names an object says what it provides. */
type Names = {
  readonly value: string;
  readonly type: string;
  readonly factory: string;
  readonly token: string;
};

const TSYRINGE: Names = { value: 'useValue', type: 'useClass', factory: 'useFactory', token: 'useToken' };
const TYPEDI: Names = { value: 'value', type: 'type', factory: 'factory', token: '' };

function provided(by: Value | undefined, names: Names, at: Place): Provided {
  if (by?.kind !== 'object') return classOr(by, at);
  const { entries } = by;
  const value = entries.get(names.value);
  if (value !== undefined) return { kind: 'value', value };
  const token = entries.get(names.token);
  if (token !== undefined) return { kind: 'alias', token };
  const factory = entries.get(names.factory);
  // `instanceCachingFactory(fn)` of tsyringe calls the function once.
  const of = factory?.kind === 'call' ? factory.args[0] : factory;
  return of?.kind === 'function'
    ? { kind: 'maker', of, wants: 'container' }
    : classOr(entries.get(names.type), at);
}

function classOr(of: Value | undefined, at: Place): Provided {
  return of?.kind === 'class' ? { kind: 'maker', of, wants: 'injected' } : lost(at);
}

function lost(at: Place): Provided {
  return { kind: 'value', value: notKnown(at) };
}

// ---- Resolvers of awilix -------------------------------------------------------------------------

const RESOLVERS = /^(?:asClass|asFunction|asValue|aliasTo)$/;
/** By the names of parameters instead of one object. */
const CLASSIC = 'CLASSIC';

function isResolver(of: Value): of is CallValue {
  return (
    of.kind === 'call' &&
    of.callee.kind === 'package' &&
    of.callee.name === AWILIX &&
    RESOLVERS.test(of.callee.path.at(-1) ?? '')
  );
}

/** `asClass(Users).singleton()` and its like: how long it lives is not told apart. */
function resolverWith(of: CallValue, name: string): Value {
  if (name !== 'classic' && name !== 'proxy') return of;
  return { ...of, args: [...of.args.slice(0, 1), { kind: 'string', value: name.toUpperCase() }] };
}

/** What a resolver provides (`resolvers.ts` of awilix). */
function resolved(container: Container, by: Value, at: Place): Provided {
  if (isMaker(by)) return { kind: 'maker', of: by, wants: wantsOf(container, undefined) };
  if (!isResolver(by)) return lost(at);
  const [of = UNDEFINED, how] = by.args;
  switch (by.callee.kind === 'package' ? by.callee.path.at(-1) : '') {
    case 'asValue':
      return { kind: 'value', value: of };
    case 'aliasTo':
      return { kind: 'alias', token: of };
    default:
      return isMaker(of) ? { kind: 'maker', of, wants: wantsOf(container, how) } : lost(at);
  }
}

function wantsOf({ id }: Container, how: Value | undefined): Wants {
  const [options] = id.kind === 'call' ? id.args : [];
  const said = [how, injectionMode(how), injectionMode(options)].map(modeOf).find((one) => one !== '');
  return said === CLASSIC ? 'names' : 'cradle';
}

function injectionMode(options: Value | undefined): Value | undefined {
  return options?.kind === 'object' ? options.entries.get('injectionMode') : undefined;
}

function modeOf(mode: Value | undefined): string {
  return stringOf(mode) ?? (mode?.kind === 'package' ? (mode.path.at(-1) ?? '') : '');
}

function isMaker(of: Value): of is ClassValue | FunctionValue {
  return of.kind === 'class' || of.kind === 'function';
}

/** `loadModules(['services/*.js'], { formatName: 'camelCase' })`: each file under its name (load-modules.js). */
function loaded(run: Run, container: Container, patterns: Value, options: Value, site: CallSite): Put {
  container.cradle.isOpen = true;
  const isCamel = stringOf(valueOfMember(run, options, 'formatName', site.at, true)) === 'camelCase';
  const all = patterns.kind === 'array' ? patterns.elements : [patterns];
  const plain = all.map((one) => (one.kind === 'array' ? (one.elements[0] ?? UNDEFINED) : one));
  return valuesNamed(run, plain, site).map(({ file, value }) => {
    const name = baseName(file ?? '').replace(/\.\w+$/, '');
    const camel = name.replace(/[-_.\s]+(\w)/g, (_, letter: string) => letter.toUpperCase());
    const own = value.kind === 'object' ? (value.entries.get('default') ?? UNDEFINED) : value;
    return [{ kind: 'string', value: isCamel ? camel : name }, resolved(container, own, site.at)];
  });
}

/** `container.build(Class)`: made of what the container has, and not kept. */
function built(run: Run, container: Container, of: Value, at: Place): Value | null {
  const id: Value = { kind: 'string', value: '(built)' };
  container.held.set('(built)', [resolved(container, of, at)]);
  const value = findIn(run, container, id, at);
  container.held.delete('(built)');
  return value;
}

/** What a class or a function of controllers makes with what the container of the program gives it. */
export function madeByContainer(run: Run, of: Value, at: Place): Value {
  const container = run.containers.get(AWILIX);
  if (container !== undefined) return built(run, container, of, at) ?? notKnown(at);
  const args = Array<Value>(MAX_INJECTED).fill(notKnown(at));
  if (of.kind === 'class') return instantiate(run, of, args, at);
  return of.kind === 'function' ? callFunction(run, of, args, at) : notKnown(at);
}

// ---- Values --------------------------------------------------------------------------------------

function memberOf(of: Value, name: string, at: Place): MemberValue {
  return { kind: 'member', of, name: { kind: 'string', value: name }, at };
}

/** A call that is kept as it is, and lets nothing out of sight. */
function keptCall(callee: Value, { given, isNew, at, argsAt }: CallSite): CallValue {
  const args = given.map(({ value }) => value);
  return { kind: 'call', callee, isNew, args, at, argsAt, argPlaces: given.map((one) => one.at) };
}
