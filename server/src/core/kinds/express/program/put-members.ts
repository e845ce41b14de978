// What a program puts onto what packages give it: onto the prototype of a class, or onto an object that a package made.
import type { CallValue, PackageValue, Value } from '../values';
import { packageOf } from './escape';
import { type Run, write } from './run';

/** Such an object by itself; a class by its name, since each look at it gives another value. */
function keyOf(object: CallValue | PackageValue): CallValue | string | null {
  if (object.kind === 'call') return packageOf(object) === null ? null : object;
  return object.path.at(-1) === 'prototype' ? nameOf(object) : null;
}

function nameOf({ name, subpath, path }: PackageValue): string {
  return [name, subpath, ...(path[0] === 'default' ? path.slice(1) : path)].join(' ');
}

/** `Command.prototype.name = value` and `command.name = value`; `before` is what it was as the package has it. */
export function putOntoPackage(
  run: Run,
  object: CallValue | PackageValue,
  name: string,
  value: Value,
  before: Value,
): void {
  const key = keyOf(object);
  if (key === null || run.isFrozen) return;
  const put = run.put.get(key) ?? new Map<string, Value>();
  run.put.set(key, put);
  if (run.heard !== null) run.heard.isClean = false;
  // Where one way of a condition puts it there, it is as the package has it on the other.
  if (!put.has(name)) put.set(name, before);
  write(run, put, name, value);
}

/**
 * What the program put there under a name; `null` where it did not. Once the program is through, handlers may have put
 * something else there, but for functions.
 */
export function putMember(run: Run, object: CallValue | PackageValue, name: string): Value | null {
  const key = run.put.size === 0 ? null : keyOf(object);
  if (key === null) return null;
  const isMade = object.kind === 'call' && object.isNew && object.callee.kind === 'package';
  const found =
    run.put.get(key)?.get(name) ??
    (isMade ? run.put.get(`${nameOf(object.callee)} prototype`)?.get(name) : null);
  if (found === undefined || found === null || (run.isFrozen && found.kind !== 'function')) return null;
  if (run.heard !== null) run.heard.isClean = false;
  return found;
}
