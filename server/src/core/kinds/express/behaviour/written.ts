// What a function of the program does as a handler: it is run on what is known, as far as it can be followed.
import type { Requirement } from '../../../model/requirement';
import type { Place } from '../../../text/span';
import type { Evaluator, FunctionValue } from '../values';
import { type Behaviour, type Ending, NEXT, type Surroundings, sameSurroundings } from './behaviour';
import { type Callable, constant, type Datum, type Thing, textOf, UNDEFINED } from './datum';
import { demandsOf } from './demands';
import type { Exchange } from './exchange';
import { callDatum, callWritten } from './run/calls';
import { memberOfClasses } from './run/class-objects';
import { GivenUp, Machine, Thrown, whileRunning } from './run/machine';
import { native } from './run/native';
import { datumOf } from './run/outside';
import { REQUEST } from './run/request';
import { newResponse } from './run/response';
import { classesOf } from './run/things';
import { isTrue } from './run/truth';

const known = new WeakMap<FunctionValue, { readonly behaviour: Behaviour; readonly around: Surroundings }>();

/** The behaviour of a function of the program. */
export function writtenBehaviour(called: FunctionValue, around: Surroundings): Behaviour {
  const before = known.get(called);
  if (before !== undefined && sameSurroundings(before.around, around)) return before.behaviour;
  const behaviour = behaviourOf(called, around);
  known.set(called, { behaviour, around });
  return behaviour;
}

function behaviourOf(called: FunctionValue, around: Surroundings): Behaviour {
  const act = (exchange: Exchange): Ending => {
    exchange.programCalls = around.calls;
    return runHandler(
      exchange,
      around.evaluator,
      (machine, args) => callWritten(machine, called, [...called.bound.map(datumOf), ...args], called.at),
      called.at,
    );
  };
  return {
    source: { kind: 'written', function: called },
    at: called.at,
    demands: demandsOnce(act, called.at),
    act,
  };
}

/** The demands of a handler, worked out when they are first asked for. */
export function demandsOnce(act: (exchange: Exchange) => Ending, at: Place): () => Requirement {
  let known: Requirement | null = null;
  return () => {
    known ??= demandsOf(act, at);
    return known;
  };
}

/**
 * Runs something as Express runs a handler: it gets `req`, `res` and `next`, its throw is an error, and so is its
 * rejected promise in Express 5 (`lib/layer.js` of router 2); Express 4 does not look at what it answers.
 */
export function runHandler(
  exchange: Exchange,
  evaluator: Evaluator,
  call: (machine: Machine, args: readonly Datum[]) => Datum,
  at: Place,
): Ending {
  const machine = new Machine(exchange, evaluator);
  const response = newResponse();
  try {
    return whileRunning(machine, () => {
      const result = callHandler(machine, response, call, at);
      machine.drain();
      return endingOf(machine, result, at);
    });
  } catch (problem) {
    if (problem instanceof GivenUp) {
      const { reason, waits } = problem;
      const before = waits ? machine.signalled : null;
      return before ?? { kind: 'unknown', reason, at: problem.at ?? at };
    }
    // What a callback throws later ends the process, unless somebody catches it there.
    if (problem instanceof Thrown)
      return machine.signalled ?? { kind: 'unknown', reason: 'a callback throws', at: problem.at ?? at };
    throw problem;
  }
}

function callHandler(
  machine: Machine,
  response: Thing,
  call: (machine: Machine, args: readonly Datum[]) => Datum,
  at: Place,
): Datum {
  const next = nextFunction(machine);
  const { calledFor } = machine.exchange;
  const plain = [REQUEST, response, next];
  const args =
    calledFor.kind === 'error'
      ? [calledFor.thrown, ...plain]
      : calledFor.kind === 'param'
        ? [...plain, calledFor.value, constant(calledFor.name)]
        : plain;
  try {
    return call(machine, args);
  } catch (problem) {
    if (!(problem instanceof Thrown)) throw problem;
    // Express hands what is thrown to `next`, which goes on for nothing and takes 'route' as ever.
    machine.signal(endingOfThrown(machine, problem.datum, problem.at ?? at), problem.at);
    return UNDEFINED;
  }
}

/** Why a request hangs in an async function that fails on Express 4. */
export const REJECTED = 'its promise is rejected, which Express 4 does not look at';

function endingOf(machine: Machine, result: Datum, at: Place): Ending {
  if (machine.signalled !== null) return machine.signalled;
  if (machine.waiting > 0) return { kind: 'unknown', reason: 'a promise that nobody is seen to keep', at };
  if (result.kind === 'promise' && result.state.kind === 'broken') {
    const { thrown } = result.state;
    const { version, awaits } = machine.exchange;
    if (version === 4 && awaits === 'nothing') return { kind: 'hang', reason: REJECTED, at };
    const next = endingOfThrown(machine, thrown, at);
    return next.kind === 'next' ? { kind: 'error', thrown, at } : next;
  }
  if (result.kind === 'promise' && result.state.kind === 'kept' && machine.exchange.awaits === 'values') {
    const said = textOf(result.state.value);
    if (said === 'next') return NEXT;
    if (said === 'route') return { kind: 'leaveRoute' };
    if (result.state.value.kind !== 'constant')
      return { kind: 'unknown', reason: 'what its promise comes to is not known', at };
  }
  if (machine.entrusted !== null) return { kind: 'unknown', ...machine.entrusted };
  const isRejected = machine.unawaited.some(({ state }) => state.kind === 'broken');
  return { kind: 'hang', reason: isRejected ? REJECTED : 'it neither answers nor calls next()', at };
}

/** `next`, which is told from other functions by its name. */
function nextFunction(machine: Machine): Callable {
  return native('(next)', ([argument], _self, at) => {
    machine.signal(endingOfNext(machine, argument ?? UNDEFINED, at), at);
    return UNDEFINED;
  });
}

function endingOfNext(machine: Machine, argument: Datum, at: Place): Ending {
  if (argument.kind === 'constant') {
    if (argument.value === 'route') return { kind: 'leaveRoute' };
    if (argument.value === 'router') return { kind: 'leaveRouter' };
  }
  return isTrue(machine, argument) ? errorOf(machine, argument, at) : NEXT;
}

function endingOfThrown(machine: Machine, thrown: Datum, at: Place): Ending {
  return thrown.kind === 'constant' ? endingOfNext(machine, thrown, at) : errorOf(machine, thrown, at);
}

/** An error that leaves a handler; what its class says of its status is put on it, where Express looks for it. */
function errorOf(machine: Machine, thrown: Datum, at: Place): Ending {
  if (thrown.kind === 'object') {
    for (const name of ['status', 'statusCode', 'headers']) {
      if (thrown.fields.has(name)) continue;
      const own = memberOfClasses(machine, classesOf(thrown), thrown, name, at);
      if (own !== null) thrown.fields.set(name, own);
    }
  }
  return { kind: 'error', thrown, at };
}

/**
 * A behaviour as a function that a handler can call itself, such as `passport.authenticate('jwt')(req, res, next)`.
 * It ends the request as the behaviour does, or calls the `next` that it is given.
 */
export function callableBehaviour(
  machine: Machine,
  behaviour: Pick<Behaviour, 'act'>,
  name: string,
): Callable {
  return native(name, ([, , next], _self, at) => {
    const ending = behaviour.act(machine.exchange);
    switch (ending.kind) {
      case 'next':
        return next === undefined ? UNDEFINED : callDatum(machine, next, [], UNDEFINED, at);
      case 'error':
        return next === undefined ? UNDEFINED : callDatum(machine, next, [ending.thrown], UNDEFINED, at);
      case 'leaveRoute':
      case 'leaveRouter':
        return next === undefined
          ? UNDEFINED
          : callDatum(
              machine,
              next,
              [constant(ending.kind === 'leaveRoute' ? 'route' : 'router')],
              UNDEFINED,
              at,
            );
      case 'respond':
        machine.signal(ending, at);
        return UNDEFINED;
      case 'hang':
        return UNDEFINED;
      case 'unknown':
        throw new GivenUp(ending.reason, ending.at ?? at);
    }
  });
}
