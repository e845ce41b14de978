// Packages that add to apps: their files run where they are given an app, or where what they make is mounted or used as one.
import type { Place } from '../../../text/span';
import type { CallValue, PackageValue, Value } from '../values';
import { type CallSite, call, callMember } from './call';
import { isIteration, packageOf, routersIn } from './escape';
import { METHODS } from './express';
import { awaited } from './function-methods';
import { valueOfMember } from './members';
import { exportsOf } from './modules';
import { constantOf, plainOf } from './operators';
import { MAX_STEPS, type Run } from './run';
import { touchesStack } from './touches';

/** Files of packages are run as long as the program has taken no more than half of its steps. */
const FEWEST_STEPS = MAX_STEPS / 2;

/**
 * What a call of a package's function comes to, where it is given an app or a router, is a call on an app that a package
 * makes, or goes through a package's list and adds layers; `null` where the package is not read.
 */
export function followedCall(run: Run, made: CallValue, site: CallSite): Value | null {
  if (run.isFrozen) return null;
  const { callee } = made;
  const isGivenApp = made.args.some((value) => routersIn(run, value, 0).length > 0);
  const isOnMade = callee.kind === 'member' && callee.of.kind !== 'package' && isOfApps(callee.name);
  if (isGivenApp || addsForEach(run, made)) return follow(run, made, site, false);
  return isOnMade ? follow(run, made, site, true) : null;
}

/** `plugin.routes.forEach((one) => app.use(one))`. */
function addsForEach(run: Run, made: CallValue): boolean {
  const { callee, args } = made;
  const isOfList = callee.kind === 'member' || (callee.kind === 'package' && callee.path.length > 1);
  return (
    isOfList && isIteration(made) && args.some((one) => one.kind === 'function' && touchesStack(run, one))
  );
}

/** Whether a method is called like those that add to apps. */
function isOfApps(name: Value): boolean {
  return name.kind === 'string' && (METHODS.has(name.value) || /^(?:use|route|all|listen)$/.test(name.value));
}

/** What a package made for a mount, where it has routers; the value itself where it has none, or is not read. */
export function followedMount(run: Run, value: Value, site: CallSite): Value {
  if (run.isFrozen || packageOf(value) === null) return value;
  const made = follow(run, value, site, true);
  return made !== null && routersIn(run, made, 0).length > 0 ? made : value;
}

/** A value that is compared: what a package's constant is, where its files tell, such as the `type` of a plugin. */
export function compared(run: Run, value: Value, at: Place): Value {
  const isConstant = value.kind === 'package' && value.path.length > 0;
  const made = isConstant ? ofPackage(run, value, at) : null;
  return made !== null && plainOf(made) !== null ? made : value;
}

/** What something of a package is, once its files have run; `null` for all else, and where they are not read. */
export function ofPackage(run: Run, value: Value, at: Place): Value | null {
  return run.isFrozen || value.kind !== 'package' ? null : follow(run, value, { at }, false);
}

const known = new WeakMap<Run, Map<Value, Value | null>>();

/** What something of a package has been found to be. */
export function followedBefore(run: Run, value: Value): Value | null {
  return known.get(run)?.get(value) ?? null;
}

/** What a value is that comes of a package. Each is made once, so that all who have it have the same. */
function follow(run: Run, value: Value, site: Pick<CallSite, 'at'>, hasExpress: boolean): Value | null {
  const name = packageOf(value);
  if (name === null || run.steps < FEWEST_STEPS) return null;
  const values = known.get(run) ?? new Map<Value, Value | null>();
  known.set(run, values);
  const before = values.get(value);
  if (before !== undefined) return before;
  values.set(value, null);
  const { steps } = run;
  const made = madeOf(run, value, site, hasExpress);
  const isThrough = run.steps >= FEWEST_STEPS;
  // What packages do is not what makes a program too large.
  if (isThrough) run.steps = steps;
  values.set(value, isThrough ? made : null);
  return isThrough ? made : null;
}

function madeOf(run: Run, value: Value, site: Pick<CallSite, 'at'>, hasExpress: boolean): Value | null {
  const part = (one: Value) => follow(run, one, site, hasExpress);
  switch (value.kind) {
    case 'package':
      return opened(run, value, site, hasExpress);
    case 'member': {
      const of = part(value.of);
      const name = plainOf(value.name);
      return of === null || name === null ? null : valueOfMember(run, of, String(name.value), value.at);
    }
    case 'operation': {
      const of = value.of[0] === undefined ? null : part(value.of[0]);
      return of === null ? null : awaited(run, of, value.at);
    }
    case 'call': {
      const { callee, at } = value;
      if (callee.kind === 'member') {
        const self = part(callee.of);
        return self === null ? null : callMember(run, self, callee.name, siteOf(value), at);
      }
      const method = callee.kind === 'package' ? callee.path.at(-1) : undefined;
      if (callee.kind === 'package' && method !== undefined) {
        const self = part({ ...callee, path: callee.path.slice(0, -1) });
        return self === null ? null : callMember(run, self, constantOf(method), siteOf(value), at);
      }
      const called = part(callee);
      return called === null ? null : call(run, called, siteOf(value), null);
    }
    default:
      return null;
  }
}

function siteOf({ args, argPlaces, at, argsAt, isNew }: CallValue): CallSite {
  const given = args.map((value, i) => ({ value, node: null, at: argPlaces[i] ?? at }));
  return { at, argsAt, given, isOpen: false, mayHaveMore: false, isNew };
}

/** What an export of a package is, once its files have run. */
function opened(
  run: Run,
  value: PackageValue,
  { at }: Pick<CallSite, 'at'>,
  hasExpress: boolean,
): Value | null {
  const { name, subpath, path, isDefault } = value;
  const module = run.installed(subpath === '' ? name : `${name}/${subpath}`, at.file, hasExpress);
  if (module === null) return null;
  const exports = exportsOf(module);
  const byDefault = exports.kind === 'object' ? exports.entries.get('default') : undefined;
  const names = path[0] === 'default' && byDefault === undefined ? path.slice(1) : path;
  const start = isDefault && byDefault !== undefined ? byDefault : exports;
  return names.reduce<Value>((of, one) => valueOfMember(run, of, one, at), start);
}
