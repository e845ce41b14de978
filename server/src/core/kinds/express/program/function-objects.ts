// Objects that `new` of a plain function makes, as programs without classes do it.
import type { Place } from '../../../text/span';
import { type FunctionValue, type ObjectValue, type PackageValue, UNDEFINED, type Value } from '../values';
import { type CallSite, callFunction } from './call';
import { noteMaker } from './makers';
import { noteBirth, type Run, unknown } from './run';

/** `new Maker(…)`: what the function answers where that is an object, else the one that it was called on. */
export function makeByFunction(run: Run, maker: FunctionValue, args: readonly Value[], at: Place): Value {
  if (maker.node.isArrow) {
    run.isThrown = run.tries > 0;
    return unknown('an arrow function makes no objects', at);
  }
  // What its prototype inherits is not followed, so it may have more.
  const made: ObjectValue = { kind: 'object', entries: new Map(), isOpen: true, at: null };
  noteMaker(made, maker.node);
  noteBirth(run, made.entries);
  for (const [name, value] of methodsOf(maker)) {
    made.entries.set(name, value.kind === 'function' ? { ...value, self: made } : value);
  }
  const answer = callFunction(run, { ...maker, self: made }, args, at, made);
  return answer.kind === 'undefined' ? made : answer;
}

/** `util.inherits(Maker, Parent)`, and the package that is called so: what the parent's objects have, the maker's have too. */
export function inherits({ name, path }: PackageValue, site: CallSite): Value | null {
  if ((name !== 'util' || path.at(-1) !== 'inherits') && name !== 'inherits') return null;
  const [maker, parent] = site.given.map(({ value }) => value);
  const prototype = maker?.kind === 'function' ? prototypeOf(maker) : null;
  if (prototype?.kind !== 'object' || parent?.kind !== 'function') return UNDEFINED;
  for (const [key, value] of methodsOf(parent))
    if (!prototype.entries.has(key)) prototype.entries.set(key, value);
  return UNDEFINED;
}

/** What a function's prototype has of its own. */
export function methodsOf({ entries }: FunctionValue): ReadonlyMap<string, Value> {
  const prototype = entries.get('prototype');
  return prototype?.kind === 'object' ? prototype.entries : new Map();
}

/** The prototype of a function, which is there from the start. */
export function prototypeOf(of: FunctionValue): Value | null {
  const known = of.entries.get('prototype');
  if (known !== undefined || of.node.isArrow) return known ?? null;
  const made: ObjectValue = { kind: 'object', entries: new Map(), isOpen: true, at: null };
  of.entries.set('prototype', made);
  return made;
}
