// Containers of awilix 2 to 13: what is registered is made when it is asked for, and gets what its parameters name.
import type { Pattern } from '../../../syntax/js/tree';
import { baseName } from '../../../text/path';
import type { Place } from '../../../text/span';
import {
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  type PackageValue,
  stringOf,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, call } from './call';
import { instantiate } from './classes';
import { MAX_INJECTED, madeBy, valuesNamed } from './controllers';
import { setMember, valueOfMember } from './members';
import { type Run, unknown } from './run';

const AWILIX = 'awilix';
const STEPS = ['register', 'resolve', 'build', 'createScope', 'loadModules'];

/** `createContainer()` and the steps of a container; `null` for all else. */
export function callCradle(run: Run, callee: PackageValue, site: CallSite, self: Value | null): Value | null {
  if (run.isFrozen || callee.name !== AWILIX) return null;
  const step = callee.path.at(-1);
  const [first = UNDEFINED, second = UNDEFINED] = site.given.map(({ value }) => value);
  if (step === 'createContainer') return containerOf(run, callee, first, site.at);
  if (self?.kind !== 'object') return null;
  if (run.heard !== null) run.heard.isClean = false;
  switch (step) {
    case 'register':
      if (first.kind === 'object') for (const [name, value] of first.entries) put(run, self, name, value);
      else put(run, self, stringOf(first) ?? '', second);
      return self;
    case 'resolve':
      return found(run, self, stringOf(first) ?? '', site.at, 0);
    case 'build':
      return made(run, self, first, site.at, 0);
    case 'createScope':
      return self;
    case 'loadModules':
      load(run, self, first, second, site);
      return self;
    default:
      return null;
  }
}

/** The container has what is registered, and the cradle with what was made of it. */
function containerOf(run: Run, callee: PackageValue, options: Value, at: Place): Value {
  const entries = new Map<string, Value>(STEPS.map((name) => [name, { ...callee, path: [name] }]));
  const mode = valueOfMember(run, options, 'injectionMode', at, true);
  entries.set('(mode)', mode.kind === 'package' ? { kind: 'string', value: mode.path.at(-1) ?? '' } : mode);
  for (const name of ['cradle', '(registered)'])
    entries.set(name, { kind: 'object', entries: new Map(), isOpen: true, at });
  const made: Value = { kind: 'object', entries, isOpen: true, at };
  run.containers.set(AWILIX, made);
  return made;
}

/** What a class or a function of controllers makes with what the container of the program gives it. */
export function madeByContainer(run: Run, of: Value, at: Place): Value {
  const container = run.containers.get(AWILIX);
  if (container?.kind === 'object') return made(run, container, of, at, 0);
  return built(run, of, Array(MAX_INJECTED).fill(unknown('what the container gives is not known', at)), at);
}

function built(run: Run, of: Value, args: readonly Value[], at: Place): Value {
  if (of.kind === 'class') return instantiate(run, of, [...args], at);
  const given = args.map((value) => ({ value, node: null, at }));
  return call(run, of, { at, argsAt: at, given, isOpen: false, mayHaveMore: false, isNew: false }, null);
}

function put(run: Run, container: ObjectValue, name: string, resolver: Value): void {
  const registered = container.entries.get('(registered)');
  if (registered !== undefined) setMember(run, registered, name, resolver);
}

/** What is asked for may ask for others so deep. */
const MAX_DEPTH = 12;

function found(run: Run, container: ObjectValue, name: string, at: Place, depth: number): Value {
  const [registered, cradle] = ['(registered)', 'cradle'].map((one) => container.entries.get(one));
  const there = cradle?.kind === 'object' ? cradle.entries.get(name) : undefined;
  if (there !== undefined) return there;
  const resolver = registered?.kind === 'object' ? registered.entries.get(name) : undefined;
  if (resolver === undefined || depth > MAX_DEPTH)
    return unknown('what the container gives is not known', at);
  const value = made(run, container, resolver, at, depth);
  if (cradle?.kind === 'object') cradle.entries.set(name, value);
  return value;
}

/** `asClass(Users).singleton()`, `asFunction(makeApp)`, `asValue(3)`, or a class or a function itself. */
function made(run: Run, container: ObjectValue, resolver: Value, at: Place, depth: number): Value {
  switch (resolver.kind) {
    case 'class':
    case 'function':
      return built(run, resolver, argsFor(run, container, resolver, at, depth), at);
    case 'call': {
      const { callee, args } = resolver;
      const [first = UNDEFINED] = args;
      if (callee.kind === 'member') return made(run, container, callee.of, at, depth);
      if (callee.kind !== 'package' || callee.name !== AWILIX) break;
      const name = callee.path.at(-1);
      if (name === 'asValue') return first;
      if (name === 'aliasTo') return found(run, container, stringOf(first) ?? '', at, depth + 1);
      return made(run, container, first, at, depth);
    }
  }
  return unknown('what the container gives is not known', at);
}

/** The cradle with what a parameter takes out of it, or each parameter by its name (`InjectionMode.CLASSIC`). */
function argsFor(run: Run, container: ObjectValue, into: Value, at: Place, depth: number): readonly Value[] {
  const params = paramsOf(into);
  const get = (name: string) => found(run, container, name, at, depth + 1);
  if (stringOf(container.entries.get('(mode)')) === 'CLASSIC')
    return params.map((one) => get(one.kind === 'identifier' ? one.name : ''));
  const [first] = params;
  const all = container.entries.get('(registered)');
  for (const name of first === undefined
    ? []
    : (namesIn(first) ?? (all?.kind === 'object' ? [...all.entries.keys()] : [])))
    get(name);
  return [container.entries.get('cradle') ?? UNDEFINED];
}

/** The names that a parameter takes out of what it is given; `null` where it takes the whole. */
function namesIn(pattern: Pattern): readonly string[] | null {
  if (pattern.kind === 'default') return namesIn(pattern.target);
  if (pattern.kind !== 'objectPattern' || pattern.rest !== null) return null;
  return pattern.of.flatMap(({ key }) => (key.kind === 'name' ? [key.name] : []));
}

function paramsOf(into: Value): readonly Pattern[] {
  if (into.kind === 'function') return into.node.params.map(({ target }) => target);
  if (into.kind !== 'class') return [];
  const build = constructorOf(into);
  return build?.kind === 'function' ? build.params.map(({ target }) => target) : [];
}

function constructorOf({ node, parent }: ClassValue): FunctionValue['node'] | null {
  const build = node.members.find(({ kind }) => kind === 'constructor')?.value;
  if (build?.kind === 'function') return build;
  return parent?.kind === 'class' ? constructorOf(parent) : null;
}

/** `loadModules(['services/*.js'], { formatName: 'camelCase' })`: each file under its name (load-modules.js). */
function load(run: Run, container: ObjectValue, patterns: Value, options: Value, site: CallSite): void {
  const isCamel = stringOf(valueOfMember(run, options, 'formatName', site.at, true)) === 'camelCase';
  const all = patterns.kind === 'array' ? patterns.elements : [patterns];
  const plain = all.map((one) => (one.kind === 'array' ? (one.elements[0] ?? UNDEFINED) : one));
  for (const { file, value } of valuesNamed(run, plain, site)) {
    const name = baseName(file ?? '').replace(/\.\w+$/, '');
    const camel = name.replace(/[-_.\s]+(\w)/g, (_, letter: string) => letter.toUpperCase());
    const own = value.kind === 'object' ? (value.entries.get('default') ?? UNDEFINED) : value;
    put(run, container, isCamel ? camel : name, madeBy(AWILIX, ['asFunction'], [own], site.at));
  }
}
