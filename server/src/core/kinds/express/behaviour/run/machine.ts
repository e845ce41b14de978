// A run of one handler for one exchange: what it has left to do, and how it signalled that it is through.
import type { Expression } from '../../../../syntax/js/tree';
import type { Place } from '../../../../text/span';
import type { Evaluator } from '../../values';
import type { Continuation, Ending } from '../behaviour';
import { type Datum, type Promised, type Unknown, unknown } from '../datum';
import type { Exchange } from '../exchange';

/** A value that the program throws. */
export class Thrown {
  constructor(
    readonly datum: Datum,
    readonly at: Place | null,
  ) {}
}

/** The handler does what is not followed; nothing is known of how it ends. */
export class GivenUp {
  constructor(
    readonly reason: string,
    readonly at: Place | null,
    /** Whether it waits for what may never come: what it has signalled before is how it ends. */
    readonly waits = false,
  ) {}
}

const running = new WeakMap<Exchange, Machine>();

/** Runs something with a machine as the one that works on its exchange. */
export function whileRunning<T>(machine: Machine, run: () => T): T {
  const before = running.get(machine.exchange);
  running.set(machine.exchange, machine);
  try {
    return run();
  } finally {
    if (before === undefined) running.delete(machine.exchange);
    else running.set(machine.exchange, before);
  }
}

/** The machine that works on the exchange now: what an earlier handler left behind is called by a later one. */
export function runningFor(machine: Machine): Machine {
  return running.get(machine.exchange) ?? machine;
}

/** A handler may take so many steps and calls may nest so deep; beyond that it is not known. */
const MAX_STEPS = 20_000;
const TOO_LARGE = 'the handler is too large to be followed';
const MAX_DEPTH = 24;

/**
 * The invariant: the first signal (an answer, `next`, an error) is how the handler ends; what comes later is only
 * noted. Jobs are what runs when the function itself has returned, in the order in which they came.
 */
export class Machine {
  private ending: Ending | null = null;
  private isElsewhere = false;
  private readonly jobs: { readonly run: () => void; readonly at: number }[] = [];
  /** When the job that runs was due, in milliseconds. */
  private clock = 0;
  /** The async functions that run: whether they have waited for something, so that who called them goes on first. */
  private readonly waits: boolean[] = [];
  /** Whether the signal came from one that was called by what goes on without waiting for it. */
  isAhead = false;
  private steps = 0;
  private depth = 0;
  /** How often who is logged in was compared with what the program has. */
  identities = 0;
  /** How many `try` blocks or promise handlers would catch what is thrown here. */
  catchers = 0;

  /** The promises that statements made and nobody waits for. */
  readonly unawaited: Extract<Datum, { kind: 'promise' }>[] = [];
  /** The call that nobody waits for where it stands. */
  left: Expression | null = null;
  /** Whether nobody waits for what is called now, if it is async. */
  isLeft = false;
  /** Whether an async function runs that goes on later where it waits. */
  isSuspending = false;
  /** How many of those wait. */
  waiting = 0;
  /** The one that runs, last; before it, up to where it waits first, those that called it. `null` is the handler. */
  activations: readonly (Promised | null)[] = [null];
  private signallers: readonly (Promised | null)[] = [];

  /** Whether what is called now is given something that the program calls credentials. */
  givesCredentials = false;

  /** A function that is not known was given the response in an object: it may answer where nothing else does. */
  entrusted: { readonly reason: string; readonly at: Place } | null = null;

  constructor(
    readonly exchange: Exchange,
    readonly evaluator: Evaluator,
  ) {}

  /** Counts a step, and gives up when there are too many. */
  step({ file }: Pick<Place, 'file'>, { span }: Pick<Place, 'span'>): void {
    this.steps++;
    if (this.steps > MAX_STEPS) throw new GivenUp(TOO_LARGE, { file, span });
  }

  /** Runs something one call deeper. */
  deeper<T>(at: Place | null, run: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new GivenUp('calls nest too deep to be followed', at);
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  get signalled(): Ending | null {
    return this.ending;
  }

  /** The handler answers, goes on or fails. Later signals do not count, but for `next` after an answer. */
  signal(ending: Ending, at: Place | null): void {
    if (this.isElsewhere || this.isAhead) throw new GivenUp('which answer comes first is not known', at);
    if (this.ending === null) {
      this.ending = ending;
      this.signallers = this.activations;
    } else if (at !== null && ending.kind === 'next') this.continueTo('next', at);
  }

  /** A router that the handler has called answers, at once or later: what is signalled beside that may come first. */
  answerLater(ending: Ending, at: Place): void {
    if (this.ending !== null) throw new GivenUp('which answer comes first is not known', at);
    this.ending = ending;
    this.isElsewhere = true;
  }

  /** Notes that the handler goes on although it has answered. */
  continueTo(to: Continuation['to'], at: Place): void {
    if (this.isAhead) throw new GivenUp('which answer comes first is not known', at);
    if (this.ending?.kind !== 'respond' || this.ending.continues !== null) return;
    // What another function does that runs at the same time is not behind the answer.
    if (!this.signallers.includes(this.activations.at(-1) ?? null)) return;
    this.ending = { ...this.ending, continues: { to, at } };
  }

  /** Runs the body of an async function. */
  asynchronously<T>(run: () => T): T {
    const before = this.ending;
    this.waits.push(false);
    try {
      return run();
    } finally {
      const hasWaited = this.waits.pop() === true;
      this.isAhead ||= hasWaited && before === null && this.ending !== null;
    }
  }

  /** The function that runs waits for something. */
  wait(): void {
    if (this.ending === null && this.waits.length > 0) this.waits[this.waits.length - 1] = true;
    this.isAhead = false;
  }

  /** Leaves a job: a microtask, or one that is due after so many milliseconds; -1 is before all others. */
  later(run: () => void, after = 0): void {
    const at = after > 0 ? this.clock + after : after;
    const next = this.jobs.findIndex((job) => job.at > at);
    this.jobs.splice(next < 0 ? this.jobs.length : next, 0, { run, at });
  }

  /** Lets go on what came before: who waits for anything is not the next (ECMA-262, Await). */
  yield(): void {
    if (this.jobs.length === 0) return;
    let isOver = false;
    this.later(() => {
      isOver = true;
    });
    this.drain(() => isOver);
  }

  /** Runs what is left to do; `until` stops it early. */
  drain(until: () => boolean = () => false): void {
    while (!until()) {
      const job = this.jobs.shift();
      if (job === undefined) return;
      this.steps++;
      if (this.steps > MAX_STEPS) throw new GivenUp(TOO_LARGE, null);
      this.isAhead = false;
      this.clock = Math.max(this.clock, job.at);
      job.run();
    }
  }

  /** What somebody who checks the client's credentials makes of them. */
  judged(reason: string, at: Place | null): Unknown {
    return unknown(reason, at, { judged: true, truthy: this.exchange.hasValidCredentials });
  }
}
