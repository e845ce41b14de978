// Controllers of awilix-express 1 to 11: classes whose decorators name paths and methods (awilix-router-core, state-util).
import { joinPath } from '../../../text/path';
import type { Place } from '../../../text/span';
import { type ClassValue, type PackageValue, stringOf, UNDEFINED, type Value } from '../values';
import type { CallSite } from './call';
import { instantiate } from './classes';
import { addTo, classesOf, type Decoration, decorationsOf, MAX_INJECTED, madeBy } from './controllers';
import { addGap } from './escape';
import { METHODS, make } from './express';
import { locationOf } from './locations';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

const AWILIX = 'awilix-express';

/** `loadControllers('routes/*.js', { cwd })` and `controller(Users)` make a router; `null` for all else. */
export function callAwilix(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const name = callee.name === AWILIX && !run.isFrozen ? callee.path.at(-1) : '';
  if (name !== 'loadControllers' && name !== 'controller') return null;
  if (run.heard !== null) run.heard.isClean = false;
  run.touched++;
  const router = make(run, 'router', site, null);
  const [first = UNDEFINED, options = UNDEFINED] = site.given.map(({ value }) => value);
  const named = name === 'controller' ? first : filesOf(run, first, options, site);
  const list: Value =
    named.kind === 'array' ? named : { kind: 'array', elements: [named], isOpen: named.kind === 'unknown' };
  const classes = classesOf(run, list, site);
  if (classes === null) addGap(run, router, 'which controllers there are is not known', site);
  for (const one of classes ?? []) addActions(run, router, one);
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

/** A route for each method that has a verb, under each path of the class and of the method. */
function addActions(run: Run, router: Value, one: ClassValue): void {
  const ofClass = decorationsOf(run, one.node.decorators, one, AWILIX);
  const injected = unknown('what the container gives is not known', one.at);
  const made = instantiate(run, one, Array(MAX_INJECTED).fill(injected), one.at);
  for (const { key, decorators } of one.node.members) {
    const own = decorationsOf(run, decorators, one, AWILIX);
    if (key?.kind !== 'name') continue;
    for (const { verb, at } of own.flatMap((decoration) => verbsOf(decoration))) {
      const handler = caught(valueOfMember(run, made, key.name, at), at);
      const before = [...given(ofClass, 'before'), ...given(own, 'before')];
      for (const base of pathsOf(ofClass))
        for (const path of pathsOf(own))
          addTo(run, router, verb, [constantOf(base + path || '/'), ...before, handler], at);
    }
  }
}

function verbsOf({ name, given, at }: Decoration): readonly { readonly verb: string; readonly at: Place }[] {
  const [list] = given;
  const named = name === 'verbs' && list?.kind === 'array' ? list.elements : [];
  const verbs = [name, ...named.map((one) => (one.kind === 'package' ? (one.path.at(-1) ?? '') : ''))];
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
