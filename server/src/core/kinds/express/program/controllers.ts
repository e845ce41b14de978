// Controllers: classes whose decorators name routes, as routing-controllers 0.7 to 0.11 and inversify-express-utils 6 add them.
import type { Expression } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import {
  type CallValue,
  type ClassValue,
  type ObjectValue,
  type PackageValue,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, call, siteWith } from './call';
import { instantiate } from './classes';
import { type Environment, environmentOf } from './environment';
import { addGap } from './escape';
import { evaluate } from './evaluate';
import { callStack, METHODS, make } from './express';
import { callGlob } from './globs';
import { loadNamed } from './locations';
import { setMember, valueOfMember } from './members';
import { constantOf, plainOf, truthOf } from './operators';
import { place, type Run, unknown } from './run';

const ROUTING = 'routing-controllers';
const INVERSIFY = 'inversify-express-utils';

/** A call of such a package that makes an app, or adds to one; `null` for all others. */
export function callControllers(
  run: Run,
  callee: PackageValue,
  site: CallSite,
  self: Value | null,
): Value | null {
  if (run.isFrozen || (callee.name !== ROUTING && callee.name !== INVERSIFY)) return null;
  // Controllers are read in the modules that they stand in.
  if (run.heard !== null) run.heard.isClean = false;
  const [first, second] = site.given.map(({ value }) => value);
  switch (callee.path.at(-1)) {
    case 'createExpressServer':
      return addRouting(run, make(run, 'app', site, null), first, site);
    case 'useExpressServer':
      return first?.kind === 'app' ? addRouting(run, first, second, site) : null;
    case 'InversifyExpressServer':
      return serverOf(callee, site);
    case 'setConfig':
    case 'setErrorConfig':
      if (self?.kind === 'object') setMember(run, self, `(${callee.path.at(-1)})`, first ?? UNDEFINED);
      return self;
    case 'build':
      return self?.kind === 'object' ? build(run, self, site) : null;
    default:
      return null;
  }
}

type Added = { readonly path: string; readonly handlers: readonly Value[] };

/** `useExpressServer(app, { controllers, routePrefix, middlewares })` (ExpressDriver.ts, registerAction). */
function addRouting(run: Run, app: Value, options: Value | undefined, site: CallSite): Value {
  if (app.kind !== 'app') return app;
  const option = (name: string) => valueOfMember(run, options ?? UNDEFINED, name, site.at);
  const prefix = plainOf(option('routePrefix'));
  const front = frontOf(run, option);
  const controllers = classesOf(run, option('controllers'), site);
  const middlewares = classesOf(run, option('middlewares'), site);
  if (controllers === null || middlewares === null) {
    addGap(run, app, 'which controllers there are is not known', site);
    return app;
  }
  const cors = option('cors');
  if (truthOf(cors) !== false)
    addTo(run, app, 'use', [madeBy('cors', [], cors.kind === 'object' ? [cors] : [], site.at)], site.at);
  for (const one of middlewares) {
    const [before] = decorationsOf(run, one.node.decorators, one, ROUTING);
    const type =
      before === undefined
        ? null
        : plainOf(valueOfMember(run, before.given[0] ?? UNDEFINED, 'type', before.at));
    if (type?.value === 'before') addTo(run, app, 'use', [front.middleware(one, one.at)], one.at);
  }
  const root = prefix === null || prefix.value === undefined ? '' : String(prefix.value);
  for (const one of controllers) {
    const base = pathOf(decorationsOf(run, one.node.decorators, one, ROUTING), /^(?:Json)?Controller$/);
    if (base === null) continue;
    const start = root !== '' && !root.includes('/') ? `/${root}` : root;
    addActions(run, app, one, ROUTING, (path) => start + base.path + path, [], front);
  }
  return app;
}

/** What is asked for by `setConfig` and `build` is kept in an object. */
function serverOf(callee: PackageValue, site: CallSite): Value {
  const entries = new Map<string, Value>();
  for (const name of ['setConfig', 'setErrorConfig', 'build']) entries.set(name, { ...callee, path: [name] });
  const [, , config, app] = site.given.map(({ value }) => value);
  entries.set('(routing)', config ?? UNDEFINED);
  entries.set('(app)', app ?? UNDEFINED);
  return { kind: 'object', entries, isOpen: false, at: site.at };
}

/** `build()`: the program's own settings, the controllers of all of its modules, what it does with errors (server.ts). */
function build(run: Run, server: ObjectValue, site: CallSite): Value {
  const given = server.entries.get('(app)');
  const app = given?.kind === 'app' ? given : make(run, 'app', site, null);
  const router = make(run, 'router', site, null);
  const configure = (name: string) => {
    const config = server.entries.get(name);
    if (config !== undefined && config.kind !== 'undefined') call(run, config, siteWith(site, [app]), null);
  };
  addTo(run, app, 'all', [constantOf('*'), notFollowed(site.at)], site.at);
  configure('(setConfig)');
  for (const one of allClasses(run)) {
    const base = pathOf(decorationsOf(run, one.node.decorators, one, INVERSIFY), /^controller$/);
    if (base === null) continue;
    addActions(run, router, one, INVERSIFY, (path) => slashed(base.path) + slashed(path), base.handlers);
  }
  const root = plainOf(
    valueOfMember(run, server.entries.get('(routing)') ?? UNDEFINED, 'rootPath', site.at, true),
  );
  addTo(run, app, 'use', [constantOf(typeof root?.value === 'string' ? root.value : '/'), router], site.at);
  configure('(setErrorConfig)');
  return app;
}

function slashed(path: string): string {
  return (/^[/.]/.test(path) ? path : `/${path}`).replace(/\/$/, '');
}

/** Classes that stand in modules. */
export function allClasses(run: Run): readonly ClassValue[] {
  const all = [...run.modules.values()].flatMap(({ environment }) => [...environment.names.values()]);
  return [...new Set(all)].flatMap((one) => (one.kind === 'class' ? [one] : []));
}

/** Classes that are named, or those of files that are; `null` where that is not known. */
export function classesOf(run: Run, named: Value, site: CallSite): readonly ClassValue[] | null {
  if (named.kind === 'undefined') return [];
  if (named.kind !== 'array' || named.isOpen) return null;
  return valuesNamed(run, named.elements, site).flatMap((one) =>
    exported(one).flatMap((value) => (value.kind === 'class' ? [value] : [])),
  );
}

/** A value that is named itself, or what a file exports that a text or a pattern names. */
export type Named = { readonly file: string | null; readonly value: Value };

export function valuesNamed(run: Run, named: readonly Value[], site: CallSite): readonly Named[] {
  return named.flatMap((one): readonly Named[] => {
    if (one.kind !== 'string') return [{ file: null, value: one }];
    const glob: PackageValue = {
      kind: 'package',
      name: 'glob',
      subpath: '',
      path: ['sync'],
      version: null,
      isDefault: false,
    };
    const found = /[*?{[]/.test(one.value) ? callGlob(run, glob, siteWith(site, [one])) : null;
    const files = found?.kind === 'array' ? found.elements : [one];
    return files.flatMap((file) => {
      const value = loadNamed(run, file, site.at);
      return value === null || file.kind !== 'string' ? [] : [{ file: file.value, value }];
    });
  });
}

/** What a file exports by its names, or what is named itself. */
export function exported({ file, value }: Named): readonly Value[] {
  return file !== null && value.kind === 'object' ? [...value.entries.values()] : [value];
}

export type Decoration = { readonly name: string; readonly given: readonly Value[]; readonly at: Place };

/** The decorators of a package, with what they are given. */
export function decorationsOf(
  run: Run,
  nodes: readonly Expression[],
  { scope }: ClassValue,
  from: string,
): readonly Decoration[] {
  const within: Environment = environmentOf(scope);
  return nodes.flatMap((node) => {
    if (node.kind !== 'call') return [];
    const callee = evaluate(run, node.callee, within);
    if (callee.kind !== 'package' || callee.name !== from) return [];
    const at = place(within, node);
    const given = node.args.map((arg) =>
      arg.kind === 'spread' ? notFollowed(at) : evaluate(run, arg, within),
    );
    return [{ name: callee.path.at(-1) ?? '', given, at }];
  });
}

/** The path that a decorator gives, '' where it gives none; `null` where there is no such one. */
function pathOf(all: readonly Decoration[], name: RegExp): Added | null {
  const found = all.find((one) => name.test(one.name));
  if (found === undefined) return null;
  const [path, ...handlers] = found.given;
  return { path: path?.kind === 'string' ? path.value : '', handlers };
}

/** Adds a route for each method of a class that has a decorator for it. */
function addActions(
  run: Run,
  to: Value,
  one: ClassValue,
  from: string,
  full: (path: string) => string,
  before: readonly Value[] = [],
  front: InFront = NOTHING_KNOWN,
): void {
  const ofClass = decorationsOf(run, one.node.decorators, one, from);
  for (const member of one.node.members) {
    const ofMember = decorationsOf(run, member.decorators, one, from);
    const standing = inFrontOf([...ofClass, ...ofMember], front);
    for (const { name, given, at } of ofMember) {
      const [first, second] = given;
      const isNamed = /^(?:Method|httpMethod)$/.test(name);
      const method = (
        isNamed ? String(plainOf(first ?? UNDEFINED)?.value) : name.replace(/^http/, '')
      ).toLowerCase();
      if (method !== 'all' && !METHODS.has(method)) continue;
      const path = isNamed ? second : first;
      if (path !== undefined && path.kind !== 'string' && truthOf(path) !== false) {
        addTo(run, to, method, [notFollowed(at), notFollowed(at)], at);
        continue;
      }
      const own = given
        .slice(isNamed ? 2 : 1)
        .filter(({ kind }) => from === INVERSIFY || kind === 'function');
      const handlers = [...before, ...own].map((value) =>
        value.kind === 'function' ? value : notFollowed(at),
      );
      const whole = full(path?.kind === 'string' ? path.value : '');
      const all = [constantOf(whole === '' ? '/' : whole), ...handlers, ...standing, notFollowed(at)];
      addTo(run, to, method, all, at);
    }
  }
}

/** What stands in front of an action of routing-controllers. */
type InFront = {
  /** What asks for `@Authorized()`. */
  guard(roles: readonly Value[], at: Place): Value;
  /** A function, or a class with a method `use`, where errors are answered as usual. */
  middleware(given: Value, at: Place): Value;
};

/** What `@UseBefore` names, then what `@Authorized` asks, as ExpressDriver.ts (registerAction) puts it there. */
function inFrontOf(all: readonly Decoration[], front: InFront): readonly Value[] {
  const uses = all.filter(({ name }) => name === 'UseBefore');
  const before = uses.flatMap(({ given, at }) => given.map((one) => front.middleware(one, at)));
  const [first, ...others] = all.filter(({ name }) => name === 'Authorized');
  if (first === undefined) return before;
  const named = [first, ...others].flatMap(({ given }) => given);
  const roles = named.flatMap((one) => (one.kind === 'array' ? one.elements : [one]));
  return [...before, front.guard(roles, first.at)];
}

const NOTHING_KNOWN: InFront = {
  guard: (_, at) => notFollowed(at),
  middleware: (_, at) => notFollowed(at),
};

/** By what an app of routing-controllers is told of who may do what, and of errors. */
function frontOf(run: Run, option: (name: string) => Value): InFront {
  const checker = option('authorizationChecker');
  const answering = option('defaultErrorHandler');
  if (answering.kind !== 'undefined' && truthOf(answering) !== true) return NOTHING_KNOWN;
  return {
    guard: (roles, at) =>
      checker.kind === 'function'
        ? madeBy(
            ROUTING,
            ['Authorized'],
            [checker, { kind: 'array', elements: [...roles], isOpen: false }],
            at,
          )
        : notFollowed(at),
    middleware: (given, at) => {
      if (given.kind !== 'class') return given.kind === 'function' ? given : notFollowed(at);
      const injected = unknown('what is injected is not known', at);
      const use = valueOfMember(
        run,
        instantiate(run, given, Array(MAX_INJECTED).fill(injected), at),
        'use',
        at,
      );
      return use.kind === 'function' ? madeBy(ROUTING, ['UseBefore'], [use], at) : notFollowed(at);
    },
  };
}

/** What a container may give to a constructor, which takes fewer. */
export const MAX_INJECTED = 20;

/** What a function of a package makes. */
export function madeBy(name: string, path: readonly string[], args: readonly Value[], at: Place): CallValue {
  const callee: PackageValue = { kind: 'package', name, subpath: '', path, version: null, isDefault: false };
  return { kind: 'call', callee, isNew: false, args, at, argsAt: at, argPlaces: args.map(() => at) };
}

export function addTo(run: Run, to: Value, method: string, given: readonly Value[], at: Place): void {
  if (to.kind !== 'app' && to.kind !== 'router') return;
  const site = { at, argsAt: at, isOpen: false, mayHaveMore: false, isNew: false };
  callStack(run, to, method, { ...site, given: given.map((value) => ({ value, node: null, at })) });
}

function notFollowed(at: Place): Value {
  return unknown('what a controller does is not followed', at);
}
