// Which function of the program made an object by `new`.
import type { FunctionNode } from '../../../syntax/js/tree';

const makers = new WeakMap<object, FunctionNode>();

/** Notes that `new` of a function made an object, a value of the program or of a handler. */
export function noteMaker(made: object, by: FunctionNode): void {
  makers.set(made, by);
}

/** The function whose `new` made an object; `null` where none of the program did. */
export function madeBy(made: object): FunctionNode | null {
  return makers.get(made) ?? null;
}
