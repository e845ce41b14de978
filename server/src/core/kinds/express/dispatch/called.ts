// Apps and routers that handlers call as functions, in the middle of their own work.
import type { Ending, Enter } from '../behaviour/behaviour';
import type { Exchange } from '../behaviour/exchange';
import type { Router, Stack } from '../stack';
import { withApp } from './apps';
import { finalAnswer } from './end';
import { type Left, runRouter } from './router';
import type { Trail } from './trail';
import { NO_TURNS } from './ways';

/** Handlers that call routers whose handlers call routers; one that calls its own would never end. */
const MAX_CALLS = 8;

/** How the handlers of a stack enter the apps and routers of its program that they call. */
export function enteringFor(stack: Stack, exchange: Exchange, trail: Trail): Enter {
  let calls = 0;
  return (called, isLeft) => {
    const router = stack.called?.(called) ?? null;
    if (router === null || calls >= MAX_CALLS) {
      return { kind: 'unknown', reason: 'which router is called here is not known', at: called.at };
    }
    calls++;
    const left = enterCalled(router, exchange, trail);
    calls--;
    return endingOf(left.kind === 'left' && !isLeft ? finalAnswer(exchange, left.pending) : left);
  };
}

/** An app that is called inherits nothing, and leaves the request as its own (Express 4 and 5 `lib/application.js`, use). */
function enterCalled(router: Router, exchange: Exchange, trail: Trail): Left {
  const { settings, apps, awaits, calledFor, programCalls } = exchange;
  exchange.calledFor = { kind: 'request' };
  if (router.kind === 'app') {
    exchange.settings = router.settings;
    exchange.apps = withApp(router, []);
  }
  const left = runRouter(router, { exchange, trail, turns: NO_TURNS, first: 0, comeTo: () => {} }, 1);
  if (router.kind !== 'app') {
    exchange.apps = apps;
    exchange.settings = settings;
  }
  exchange.awaits = awaits;
  exchange.calledFor = calledFor;
  exchange.programCalls = programCalls;
  return left;
}

function endingOf(left: Left): Ending {
  switch (left.kind) {
    case 'left':
      return left.pending === null ? { kind: 'next' } : { kind: 'error', ...left.pending };
    case 'answered': {
      const { at, continues, by, handler } = left;
      return { kind: 'respond', at, continues, within: { by, handler } };
    }
    default:
      return left;
  }
}
