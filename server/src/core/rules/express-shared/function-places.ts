// Whether something stands in the text of a function.
import type { FunctionValue } from '../../kinds/express/values';
import type { Place } from '../../text/span';

type Written = Pick<FunctionValue, 'at' | 'node'>;

/** Whether a place is in the text of a function. */
export function isInside({ file, span }: Place, { at, node }: Written): boolean {
  return file === at.file && node.span.start <= span.start && span.end <= node.span.end;
}

/** Whether a place is in the text of one of several functions. */
export function isInAny(place: Place, functions: readonly Written[]): boolean {
  return functions.some((one) => isInside(place, one));
}
