// Functions that are known by what they do rather than by their text.
import type { Place } from '../../../../text/span';
import type { Callable, Datum } from '../datum';

export type Apply = (args: readonly Datum[], self: Datum, at: Place) => Datum;

/** A function that does this when it is called. */
export function native(name: string, apply: Apply, fields: Map<string, Datum> | null = null): Callable {
  return { kind: 'function', name, arity: null, fields, call: apply };
}

/** A function that shows what is in the lists and objects that it is given, and does not look at it. */
export function showing(name: string, apply: Apply): Callable {
  return { ...native(name, apply), isShowing: true };
}

/** A function that is called back with an error in front. */
export function errorFirst(name: string, apply: Apply): Callable {
  return { ...native(name, apply), isErrorFirst: true };
}
