// Controllers of awilix-express 1 to 11: classes whose decorators name paths and methods (awilix-router-core, state-util).
import { joinPath } from '../../../text/path';
import type { Place } from '../../../text/span';
import {
  type ClassValue,
  type ObjectValue,
  type PackageValue,
  stringOf,
  UNDEFINED,
  type Value,
} from '../values';
import type { CallSite } from './call';
import { madeByContainer } from './container-calls';
import { addTo, type Decoration, decorationsOf, exported, madeBy, valuesNamed } from './controllers';
import { addGap } from './escape';
import { METHODS, make } from './express';
import { locationOf } from './locations';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

const AWILIX = 'awilix-express';

/** `loadControllers('routes/*.js', { cwd })` and `controller(Users)` make a router, and the steps of `createController`. */
export function callAwilix(run: Run, callee: PackageValue, site: CallSite, self: Value | null): Value | null {
  const name = callee.name === AWILIX && !run.isFrozen ? (callee.path.at(-1) ?? '') : '';
  const [first = UNDEFINED, options = UNDEFINED] = site.given.map(({ value }) => value);
  if (name === 'inject' && first.kind === 'function')
    return caught(madeByContainer(run, first, site.at), site.at);
  if (name === 'createController') return builderOf(callee, first, [], site.at);
  if (self?.kind === 'object' && self.entries.has(TARGET) && name !== '') return stepOf(callee, self, site);
  if (name !== 'loadControllers' && name !== 'controller') return null;
  if (run.heard !== null) run.heard.isClean = false;
  run.touched++;
  const router = make(run, 'router', site, null);
  const named = name === 'controller' ? first : filesOf(run, first, options, site);
  if (named.kind === 'unknown' || (named.kind === 'array' && named.isOpen))
    addGap(run, router, 'which controllers there are is not known', site);
  else
    for (const one of valuesNamed(run, named.kind === 'array' ? named.elements : [named], site))
      for (const value of isController(one.value) ? [one.value] : exported(one))
        if (value.kind === 'class') addDecorated(run, router, value);
        else if (isController(value)) addBuilt(run, router, value, value.at ?? site.at);
  return router;
}

/** The pattern from the folder that is named, or the one that the program is started in. */
function filesOf(run: Run, pattern: Value, options: Value, site: CallSite): Value {
  const asked = valueOfMember(run, options, 'cwd', site.at, true);
  const folder = locationOf(run, asked.kind === 'undefined' ? constantOf('') : asked, site.at.file);
  const all = pattern.kind === 'array' ? pattern.elements : [pattern];
  const texts = all.map((one) => stringOf(one));
  if (folder === null || texts.includes(null)) return unknown('which files there are is not known', site.at);
  return {
    kind: 'array',
    elements: texts.map((one) => constantOf(joinPath(folder, one ?? ''))),
    isOpen: false,
  };
}

const TARGET = '(target)';
const CALLS = '(calls)';

function isController(value: Value): value is ObjectValue {
  return value.kind === 'object' && value.entries.has(TARGET);
}

/** `createController(Users).prefix('/users').get('/:id', 'one')` is kept as the target with the steps (controller.js). */
function builderOf(callee: PackageValue, target: Value, calls: readonly Value[], at: Place): ObjectValue {
  const steps = [...METHODS, 'all', 'prefix', 'before', 'after', 'verbs'];
  const entries = new Map<string, Value>(steps.map((name) => [name, { ...callee, path: [name] }]));
  entries.set(TARGET, target);
  entries.set(CALLS, { kind: 'array', elements: [...calls], isOpen: false });
  return { kind: 'object', entries, isOpen: true, at };
}

function stepOf(callee: PackageValue, { entries }: ObjectValue, { given, at }: CallSite): Value {
  const before = entries.get(CALLS);
  const steps = before?.kind === 'array' ? before.elements : [];
  const step = madeBy(
    callee.name,
    callee.path,
    given.map(({ value }) => value),
    at,
  );
  return builderOf(callee, entries.get(TARGET) ?? UNDEFINED, [...steps, step], at);
}

/** The steps of a builder, as decorators would say it. */
function addBuilt(run: Run, router: Value, { entries }: ObjectValue, at: Place): void {
  const ofAll: Decoration[] = [];
  const members = new Map<string, readonly Decoration[]>();
  const calls = entries.get(CALLS);
  for (const one of calls?.kind === 'array' ? calls.elements : []) {
    if (one.kind !== 'call' || one.callee.kind !== 'package') continue;
    const step = one.callee.path.at(-1) ?? '';
    const decoration = (name: string, given: readonly Value[]) => ({ name, given, at: one.at });
    const isVerbs = step === 'verbs';
    const [path = UNDEFINED, method, options = UNDEFINED] = isVerbs ? one.args.slice(1) : one.args;
    const key = stringOf(method);
    if (key === null) {
      ofAll.push(decoration(step === 'prefix' ? 'route' : step, one.args));
      continue;
    }
    const own = valueOfMember(run, options, 'before', one.at, true);
    members.set(key, [
      ...(members.get(key) ?? []),
      decoration('route', [path]),
      decoration(isVerbs ? step : step.toUpperCase(), isVerbs ? one.args.slice(0, 1) : []),
      ...(own.kind === 'undefined' ? [] : [decoration('before', [own])]),
    ]);
  }
  addActions(run, router, madeByContainer(run, entries.get(TARGET) ?? UNDEFINED, at), ofAll, members);
}

function addDecorated(run: Run, router: Value, one: ClassValue): void {
  const members = new Map<string, readonly Decoration[]>();
  for (const { key, decorators } of one.node.members)
    if (key?.kind === 'name') members.set(key.name, decorationsOf(run, decorators, one, AWILIX));
  const ofClass = decorationsOf(run, one.node.decorators, one, AWILIX);
  addActions(run, router, madeByContainer(run, one, one.at), ofClass, members);
}

/** A route for each method that has a verb, under each path of the controller and of the method. */
function addActions(
  run: Run,
  router: Value,
  made: Value,
  ofAll: readonly Decoration[],
  members: ReadonlyMap<string, readonly Decoration[]>,
): void {
  for (const [name, own] of members)
    for (const { verb, at } of own.flatMap((decoration) => verbsOf(decoration))) {
      const handler = caught(valueOfMember(run, made, name, at), at);
      const before = [...given(ofAll, 'before'), ...given(own, 'before')];
      for (const base of pathsOf(ofAll))
        for (const path of pathsOf(own))
          addTo(run, router, verb, [constantOf(base + path || '/'), ...before, handler], at);
    }
}

function verbsOf({ name, given, at }: Decoration): readonly { readonly verb: string; readonly at: Place }[] {
  const [list] = given;
  const named = name === 'verbs' && list?.kind === 'array' ? list.elements : [];
  const verbs = [
    name,
    ...named.map((one) => (one.kind === 'package' ? (one.path.at(-1) ?? '') : (stringOf(one) ?? ''))),
  ];
  return verbs.flatMap((one) => {
    const verb = one.toLowerCase();
    return one === one.toUpperCase() && (verb === 'all' || METHODS.has(verb)) ? [{ verb, at }] : [];
  });
}

function pathsOf(all: readonly Decoration[]): readonly string[] {
  const paths = given(all, 'route').map((one) => stringOf(one) ?? '/:unknown');
  return paths.length === 0 ? [''] : paths;
}

/** What decorators of a name are given, lists of it one by one. */
function given(all: readonly Decoration[], name: string): readonly Value[] {
  const values = all.filter((one) => one.name === name).flatMap((one) => one.given);
  return values.flatMap((one) => (one.kind === 'array' ? one.elements : [one]));
}

/** What an action rejects with is passed on (invokers.js, asyncErrorWrapper). */
function caught(action: Value, at: Place): Value {
  return madeBy('express-async-handler', [], [action], at);
}
