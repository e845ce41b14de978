// Functions of the program that a package asks, and that answer by calling back.
import type { Ending } from '../behaviour';
import { type Datum, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { callDatum } from '../run/calls';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { runHandler } from '../written';
import type { PackageCall } from './package';

/**
 * Calls a function of the program with what `given` makes of the request and a callback behind it. Gives what `read`
 * makes of the first call of the callback, or how the function ends where it calls back never.
 */
export function calledBack<T>(
  { around, at }: PackageCall,
  exchange: Exchange,
  asked: Datum,
  given: (request: Datum) => readonly Datum[],
  read: (machine: Machine, answer: readonly Datum[]) => T,
): { readonly kind: 'answer'; readonly answer: T } | Ending {
  let answer: { readonly kind: 'answer'; readonly answer: T } | null = null;
  const ending = runHandler(
    exchange,
    around.evaluator,
    (machine, [request]) => {
      const done = native('callback', (args) => {
        answer ??= { kind: 'answer', answer: read(machine, args) };
        return UNDEFINED;
      });
      callDatum(machine, asked, [...given(request ?? UNDEFINED), done], UNDEFINED, at);
      return UNDEFINED;
    },
    at,
  );
  return ending.kind === 'error' || ending.kind === 'unknown' ? ending : (answer ?? ending);
}
