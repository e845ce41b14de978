// Apps and routers that a handler calls as functions: they take the request as it is then.
import type { Place } from '../../../../text/span';
import type { StackValue } from '../../values';
import { type Callable, constant, type Datum, UNDEFINED } from '../datum';
import { callDatum } from './calls';
import { GivenUp, type Machine, runningFor, Thrown } from './machine';
import { native } from './native';
import { makeError } from './things';

/** An app or a router as the function that it is: `app(req, res, next)`, which is `app.handle(req, res, next)`. */
export function routerFunction(machine: Machine, router: StackValue): Callable {
  return native('(router)', ([request, response, next], _self, at) => {
    const isGiven = isOf(request, 'Request') && isOf(response, 'Response');
    if (!isGiven) throw new GivenUp('what a router is called with is not followed', at);
    const isLast = next === undefined || (next.kind === 'constant' && !next.value);
    return enter(runningFor(machine), router, isLast ? null : next, at);
  });
}

function isOf(datum: Datum | undefined, what: string): boolean {
  return datum?.kind === 'object' && datum.of === what;
}

/**
 * Sends the request through the router. Without a callback an app answers itself, and a router throws, on Express 5 at
 * once (router 2 `index.js`, handle) and on Express 4 when its layers are through (`lib/router/index.js`, restore).
 */
function enter(machine: Machine, router: StackValue, next: Datum | null, at: Place): Datum {
  const { exchange } = machine;
  const isRouter = router.kind === 'router';
  if (isRouter && next === null && exchange.version === 5) {
    throw new Thrown(makeError('TypeError', constant('argument callback is required')), at);
  }
  const ending = exchange.enter(router, next !== null || isRouter);
  switch (ending.kind) {
    case 'respond':
      machine.answerLater(ending, at);
      return UNDEFINED;
    case 'hang':
      return UNDEFINED;
    case 'unknown':
      throw new GivenUp(ending.reason, ending.at ?? at);
    case 'next':
    case 'error':
      if (next === null) throw new GivenUp('a router is called without what follows it', at);
      machine.later(() => {
        callDatum(machine, next, ending.kind === 'error' ? [ending.thrown] : [], UNDEFINED, at);
      });
      return UNDEFINED;
    default:
      throw new GivenUp('how a router is left is not known', at);
  }
}
