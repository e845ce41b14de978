// What lodash and underscore make of lists and objects that are known, and of apps that settings are put onto.
import type { ObjectValue, Value } from '../values';
import { type CallSite, call, type Given } from './call';
import { copyEntries } from './evaluate';
import { arrayMethod } from './list-methods';
import { setMember } from './members';
import { constantOf } from './operators';
import type { Run } from './run';

const PACKAGES: ReadonlySet<string> = new Set(['lodash', 'lodash-es', 'underscore']);

/** Methods that do to a list what the method of lists of the other name does. */
const OF_LISTS: Readonly<Record<string, string>> = {
  each: 'forEach',
  forEach: 'forEach',
  map: 'map',
  flatMap: 'flatMap',
  filter: 'filter',
  find: 'find',
  reduce: 'reduce',
  includes: 'includes',
  contains: 'includes',
  concat: 'concat',
};

/** A call of `_.each(…)`, `_.extend(…)` and others; `null` where it is kept as it is. */
export function callLodash(
  run: Run,
  callee: Extract<Value, { kind: 'package' }>,
  site: CallSite,
): Value | null {
  if (!PACKAGES.has(callee.name) || site.isOpen || site.isNew || run.isFrozen) return null;
  const path = callee.path.filter((one) => one !== 'default');
  const method = path.length === 0 ? callee.subpath.replace(/^fp\/.*/, '') : path.length === 1 ? path[0] : '';
  const [subject, ...given] = site.given;
  if (method === undefined || method === '' || subject === undefined) return null;
  const { value } = subject;
  const rest = { ...site, given };
  const ofLists = Object.hasOwn(OF_LISTS, method) ? OF_LISTS[method] : undefined;
  if (ofLists !== undefined && value.kind === 'array') return arrayMethod(run, value, ofLists, rest);
  if ((method === 'each' || method === 'forEach') && value.kind === 'object')
    return eachEntry(run, value, rest);
  const isKept = value.kind === 'app' || value.kind === 'router' || value.kind === 'instance';
  // What is merged into an app goes deeper than its own members, which nobody follows here.
  if (method === 'merge' && isKept) return value;
  if (method !== 'assign' && method !== 'extend' && method !== 'merge') return null;
  if (isKept) {
    for (const one of given) {
      if (one.value.kind !== 'object') continue;
      for (const [name, entry] of one.value.entries) setMember(run, value, name, entry);
    }
    return value;
  }
  if (value.kind !== 'object') return null;
  for (const one of given) method === 'merge' ? merge(one.value, value) : copyEntries(one.value, value);
  return value;
}

/** `_.merge(to, from)`: objects in objects are merged too, and what is undefined replaces nothing (lodash 4). */
function merge(from: Value, to: ObjectValue): void {
  if (from.kind !== 'object') {
    copyEntries(from, to);
    return;
  }
  to.isOpen ||= from.isOpen;
  for (const [name, entry] of from.entries) {
    const before = to.entries.get(name);
    if (before?.kind === 'object' && entry.kind === 'object') merge(entry, before);
    else if (entry.kind !== 'undefined') to.entries.set(name, entry);
  }
}

/** `_.each(object, (value, key) => …)`. */
function eachEntry(run: Run, object: ObjectValue, site: CallSite): Value | null {
  const callback = site.given[0]?.value;
  if (object.isOpen || callback === undefined) return null;
  for (const [name, value] of [...object.entries]) {
    const given = [value, constantOf(name), object].map(
      (one): Given => ({ value: one, node: null, at: site.at }),
    );
    call(run, callback, { ...site, given }, null);
  }
  return object;
}
