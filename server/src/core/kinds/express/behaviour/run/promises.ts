// Promises of a handler: what they come to when the jobs before them have run.
import type { Place } from '../../../../text/span';
import { type Callable, type Datum, type Promised, UNDEFINED } from '../datum';
import { callDatum } from './calls';
import { GivenUp, type Machine, Thrown } from './machine';
import { errorFirst, native } from './native';
import { classesOf } from './things';
import { isTrue } from './truth';

/** What promises make of something that has a `then` itself is not followed (ECMA-262, promise resolve functions). */
function refuseThenable(value: Datum): void {
  if (value.kind !== 'object') return;
  const isOfClass = classesOf(value).some(({ node }) =>
    node.members.some(({ key }) => key?.kind === 'name' && key.name === 'then'),
  );
  if (isOfClass || value.fields.get('then')?.kind === 'function')
    throw new GivenUp('what has a "then" of its own is not followed', null);
}

export function kept(value: Datum): Datum {
  refuseThenable(value);
  return value.kind === 'promise'
    ? value
    : { kind: 'promise', state: { kind: 'kept', value }, listeners: [], isSupposed: false };
}

export function broken(thrown: Datum): Promised {
  return { kind: 'promise', state: { kind: 'broken', thrown }, listeners: [], isSupposed: false };
}

export function pending(isSupposed = false): Promised {
  return { kind: 'promise', state: { kind: 'pending' }, listeners: [], isSupposed };
}

/** Settles a promise that is pending, and wakes what waits for it. */
export function settle(machine: Machine, promise: Promised, state: Promised['state']): void {
  if (promise.state.kind !== 'pending') return;
  if (state.kind === 'kept' && state.value.kind === 'promise') {
    follow(machine, state.value, (inner) => settle(machine, promise, inner));
    return;
  }
  if (state.kind === 'kept') refuseThenable(state.value);
  promise.state = state;
  for (const listener of promise.listeners) machine.later(listener);
  promise.listeners.length = 0;
}

/** Calls with how a promise ends, later. */
export function follow(machine: Machine, promise: Promised, use: (state: Promised['state']) => void): void {
  const listener = () => use(promise.state);
  if (promise.state.kind === 'pending') promise.listeners.push(listener);
  else machine.later(listener);
}

/** `await`: the value that a promise is kept with; what it is broken with is thrown. */
export function settled(machine: Machine, datum: Datum): Datum {
  refuseThenable(datum);
  machine.yield();
  if (datum.kind !== 'promise') return datum;
  machine.drain(() => datum.state.kind !== 'pending');
  switch (datum.state.kind) {
    case 'kept':
      return settled(machine, datum.state.value);
    case 'broken':
      throw new Thrown(datum.state.thrown, null);
    case 'pending':
      throw new GivenUp('a promise that nobody is seen to keep', null, true);
  }
}

/** `then`, `catch` and `finally` of a promise. */
export function promiseMember(machine: Machine, promise: Promised, name: string): Callable | null {
  if (name === 'then') {
    return native('then', (args, _self, at) => chain(machine, promise, args[0], args[1], at));
  }
  if (name === 'catch')
    return native('catch', (args, _self, at) => chain(machine, promise, undefined, args[0], at));
  if (name !== 'finally') return null;
  return native('finally', (args, _self, at) => {
    const next = pending();
    follow(machine, promise, (state) => {
      if (args[0] !== undefined) callDatum(machine, args[0], [], UNDEFINED, at);
      settle(machine, next, state);
    });
    return next;
  });
}

function chain(
  machine: Machine,
  promise: Promised,
  onKept: Datum | undefined,
  onBroken: Datum | undefined,
  at: Place,
): Promised {
  const next = pending();
  follow(machine, promise, (state) => {
    if (state.kind === 'pending') return;
    const handler = state.kind === 'kept' ? onKept : onBroken;
    if (handler === undefined || (handler.kind === 'constant' && handler.value === undefined)) {
      settle(machine, next, state);
      return;
    }
    const value = state.kind === 'kept' ? state.value : state.thrown;
    try {
      settle(machine, next, { kind: 'kept', value: callDatum(machine, handler, [value], UNDEFINED, at) });
    } catch (problem) {
      if (!(problem instanceof Thrown)) throw problem;
      settle(machine, next, { kind: 'broken', thrown: problem.datum });
    }
  });
  return next;
}

/** `promisify(fn)`: the function with a promise in the place of its callback. */
export function promisify(machine: Machine, [wrapped]: readonly Datum[], at: Place): Callable {
  return native('promisified', (args) => {
    const promise = pending();
    const done = errorFirst('done', ([error, value]) => {
      const isFailed = isTrue(machine, error ?? UNDEFINED);
      settle(
        machine,
        promise,
        isFailed
          ? { kind: 'broken', thrown: error ?? UNDEFINED }
          : { kind: 'kept', value: value ?? UNDEFINED },
      );
      return UNDEFINED;
    });
    callDatum(machine, wrapped ?? UNDEFINED, [...args, done], UNDEFINED, at);
    return promise;
  });
}
