// Whether a function is called with an error: Express tells by the number of its parameters, which may not be known.
import type { Exchange } from '../behaviour/exchange';
import type { Question } from '../behaviour/guide';
import type { Handler } from '../stack';

type FunctionHandler = Extract<Handler, { kind: 'function' }>;

/**
 * Whether a function is one for errors (four parameters; without a pending error, more than three). What is not known
 * at all may be either, and answer: it is called, and says so.
 */
export function takesErrors(exchange: Exchange, isPending: boolean, handler: FunctionHandler): boolean {
  const { arity, behaviour } = handler;
  if (arity !== null) return isPending ? arity === 4 : arity > 3;
  return behaviour.source.kind === 'unknown' ? isPending : exchange.suppose(arityQuestion(handler));
}

function arityQuestion({ at, name }: FunctionHandler): Question {
  return {
    key: `arity ${at.file}:${at.span.start}`,
    reason: `whether ${name ?? 'a function'} is an error handler is not known`,
    at,
  };
}
