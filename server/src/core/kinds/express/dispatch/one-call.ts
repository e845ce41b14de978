// One function of a stack, called for a request: how it ends, and what follows from that.
import type { Place } from '../../../text/span';
import type { Answerer, Ending } from '../behaviour/behaviour';
import { effectOf } from '../behaviour/recording';
import { actOn, mayAsk } from '../behaviour/remembered';
import type { Handler, IsAwaited, RouterSettings } from '../stack';
import { answered, type End, type Pending } from './end';
import { takesErrors } from './error-handlers';
import type { Passage } from './passage';
import { describeHandler } from './words';

export type Called =
  | { readonly kind: 'next' }
  | { readonly kind: 'leaveRoute' }
  | { readonly kind: 'leaveRouter' }
  | { readonly kind: 'failed'; readonly pending: Pending }
  | End;

type Callable = Extract<Handler, { kind: 'function' }>;

/** Calls a function if it is one for what is pending: error handlers declare four parameters, others fewer. */
export function callFunction(passage: Passage, handler: Callable): Called {
  const { exchange, pending, turns } = passage;
  const isErrorHandler = takesErrors(exchange, pending !== null, handler);
  if (isErrorHandler !== (pending !== null))
    return pending === null ? { kind: 'next' } : { kind: 'failed', pending };
  passage.pending = null;
  exchange.awaits = awaitsOf(passage, handler);
  const state = mayAsk(handler.behaviour) ? exchange.state : null;
  const reached = turns.reached();
  for (;;) {
    const called = call(passage, handler, pending);
    const { lastCall } = exchange;
    if (called.kind === 'failed' || state === null || lastCall === null) return called;
    const turn = isEnd(called)
      ? turns.ended(reached, called)
      : turns.wentOn(reached, called.kind, () => effectOf(lastCall));
    if (turn === 'on') return called;
    if (turn === 'left') return NOTED;
    exchange.state = state;
  }
}

/** What is taken of the promise of a function that is put into a router. */
export function awaitsOf(
  { router }: Passage,
  { isAwaited }: { isAwaited?: IsAwaited },
): RouterSettings['awaits'] {
  const { awaits } = router.settings;
  return awaits === 'nothing' && isAwaited === true ? 'errors' : awaits;
}

/** For a way whose end is noted already. */
const NOTED: End = { kind: 'hang', reason: 'its end is known', at: null };

function isEnd(called: Called): called is End {
  return called.kind === 'answered' || called.kind === 'hang' || called.kind === 'unknown';
}

function call(passage: Passage, handler: Callable, pending: Pending | null): Called {
  const { exchange } = passage;
  const { at } = handler;
  if (pending !== null) exchange.calledFor = { kind: 'error', thrown: pending.thrown };
  const ending = actOn(handler.behaviour, exchange);
  exchange.calledFor = { kind: 'request' };
  const { source } = handler.behaviour;
  const role = source.kind === 'packaged' ? source.role : 'handler';
  const name = describeHandler(handler);
  if (ending.kind === 'next') exchange.tell(at, `${name} goes on`, role === 'guard' ? 'allows' : 'skips');
  return settle(passage, ending, at, role, name);
}

/** What follows from the way in which a function ended. */
export function settle(
  { exchange }: Passage,
  ending: Ending,
  at: Place,
  by: Answerer,
  name = 'a param callback',
): Called {
  switch (ending.kind) {
    case 'next':
    case 'leaveRoute':
    case 'leaveRouter':
      return ending;
    case 'error':
      exchange.tell(ending.at ?? at, `${name} gives an error`, 'changes');
      return { kind: 'failed', pending: { thrown: ending.thrown, at: ending.at ?? at } };
    case 'respond': {
      const { continues, within = { by, handler: at } } = ending;
      const { handler } = within;
      const end = answered(exchange, ending.at ?? at, within.by, { handler, continues });
      // Of what a router answers that the handler has called, that one has told.
      if (ending.within !== undefined) return end;
      const refuses = exchange.status === 401 || exchange.status === 403;
      exchange.tell(
        ending.at ?? at,
        `${name} answers ${exchange.status ?? 'something'}`,
        refuses ? 'refuses' : 'answers',
      );
      return end;
    }
    case 'hang':
    case 'unknown':
      exchange.tell(ending.at ?? at, `${name}: ${ending.reason}`, 'unknown');
      return { ...ending, at: ending.at ?? at };
  }
}
