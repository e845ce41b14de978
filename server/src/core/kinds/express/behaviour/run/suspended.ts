// Async functions that nobody waits for where they are called: they run up to their first `await`, and go on later.
import type { Expression } from '../../../../syntax/js/tree';
import { type Datum, type Promised, UNDEFINED } from '../datum';
import type { Frame } from './frame';
import { type Machine, Thrown } from './machine';
import { follow, kept, pending, settle } from './promises';
import type { Completion } from './statements';

/**
 * An async function waits. On its way out each statement around the `await` says how it goes on, and the innermost one
 * is run again, with what was waited for in its frame.
 */
export class Suspended {
  resume: (() => Completion) | null = null;

  constructor(
    readonly awaited: Datum,
    readonly node: Expression,
    readonly frame: Frame,
  ) {}
}

/** Runs something, and `then` with what it comes to, now or when it goes on. */
export function through(run: () => Completion, then: (completion: Completion) => Completion): Completion {
  return then(resumable(run, (resume) => through(resume, then)));
}

/** Runs something; where it waits, `again` runs it on later. */
export function resumable(
  run: () => Completion,
  again: (resume: () => Completion) => Completion,
): Completion {
  try {
    return run();
  } catch (problem) {
    throw goingOn(problem, run, again);
  }
}

/** What was thrown; where it is that something waits, it knows now how to go on. */
export function goingOn(
  problem: unknown,
  run: () => Completion,
  again: (resume: () => Completion) => Completion,
): unknown {
  if (problem instanceof Suspended) {
    const resume = problem.resume ?? run;
    problem.resume = () => again(resume);
  }
  return problem;
}

/** Runs the body of an async function up to where it waits; the rest is left for later. */
export function runSuspended(machine: Machine, run: () => Completion): Promised {
  const promise = pending();
  advance(machine, promise, [...machine.activations, promise], run);
  return promise;
}

function advance(
  machine: Machine,
  promise: Promised,
  active: Machine['activations'],
  run: () => Completion,
): void {
  const { isSuspending: before, catchers, activations } = machine;
  machine.isSuspending = true;
  machine.activations = active;
  try {
    const completion = run();
    const value = completion.kind === 'return' ? completion.value : UNDEFINED;
    settle(machine, promise, { kind: 'kept', value });
  } catch (problem) {
    machine.catchers = catchers;
    if (problem instanceof Thrown) settle(machine, promise, { kind: 'broken', thrown: problem.datum });
    else if (problem instanceof Suspended && problem.resume !== null)
      wait(machine, promise, problem, problem.resume);
    else throw problem;
  } finally {
    machine.isSuspending = before;
    machine.activations = activations;
  }
}

function wait(
  machine: Machine,
  promise: Promised,
  { awaited, node, frame }: Suspended,
  resume: () => Completion,
): void {
  const waited = kept(awaited);
  if (waited.kind !== 'promise') return;
  machine.waiting++;
  follow(machine, waited, (state) => {
    machine.waiting--;
    frame.resumeWith(node, state);
    advance(machine, promise, [promise], resume);
  });
}
