// Objects that `Object.freeze` has made constant.

const frozen = new WeakSet<object>();

/** Freezes an object or a list, a value of the program or of a handler; gives it back. */
export function freeze<T extends object>(of: T): T {
  frozen.add(of);
  return of;
}

/** Whether nothing can be changed of an object or a list any more. */
export function isFrozen(of: object): boolean {
  return frozen.has(of);
}
