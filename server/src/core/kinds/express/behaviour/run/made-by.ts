// Which function of the program made an object by `new`, and that function's prototype.
import type { FunctionNode } from '../../../../syntax/js/tree';
import type { Thing } from '../datum';

const makers = new WeakMap<Thing, FunctionNode>();

/** Notes that `new` of a function made an object. */
export function noteMaker(made: Thing, by: FunctionNode): void {
  makers.set(made, by);
}

/** The function whose `new` made an object; `null` where none of the program did. */
export function madeBy(made: Thing): FunctionNode | null {
  return makers.get(made) ?? null;
}
