// Objects that `new` of a plain function makes, as programs without classes do it.
import type { Place } from '../../../text/span';
import type { FunctionValue, ObjectValue, Value } from '../values';
import { callFunction } from './call';
import { noteMaker } from './makers';
import { noteBirth, type Run } from './run';

/** `new Maker(…)`: what the function answers where that is an object, else the one that it was called on. */
export function makeByFunction(run: Run, maker: FunctionValue, args: readonly Value[], at: Place): Value {
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
