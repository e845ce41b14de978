// What a handler does with a request: how it ends, what it leaves on the request and the response, what it demands.
import type { Request } from '../../../model/request';
import type { Requirement, Scheme } from '../../../model/requirement';
import type { Place } from '../../../text/span';
import type { CallValue, Evaluator, FunctionValue, StackValue, Value } from '../values';
import type { Datum } from './datum';
import type { Exchange } from './exchange';

/** The major version of Express. */
export type Version = 4 | 5;

/**
 * A middleware, a handler, an error handler or a param callback. It is asked about one exchange at a time: it reads
 * what the client sent and what earlier handlers left, changes the exchange as the real function would, and says
 * how it ends. What it cannot know it asks the exchange to suppose, and the dispatch asks it again with the other
 * answer.
 */
export type Behaviour = {
  readonly source: Source;
  readonly at: Place | null;
  /** The options of express-unless that say for which requests it is passed over; absent where there are none. */
  readonly unless?: Value;
  /**
   * What a request must carry that it lets pass; `open` for one that refuses nobody. Worked out when it is asked for. Some
   * ask for other things on other paths, which a request is needed to tell.
   */
  demands(request?: Request): Requirement;
  act(exchange: Exchange): Ending;
};

export type Source =
  /** A function of the program that was read. */
  | { readonly kind: 'written'; readonly function: FunctionValue }
  /** A package's function, as the package's own file in `behaviour/packages` knows it, and what it was called with. */
  | {
      readonly kind: 'packaged';
      readonly package: string;
      readonly role: Role;
      readonly args: readonly Value[];
    }
  /** A function that the settings call a guard. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What reading a handler needs of the program that it stands in. */
export type Surroundings = {
  readonly evaluator: Evaluator;
  /** Calls of passport's functions that are statements for themselves, in order, such as `passport.use(…)`. */
  readonly calls: readonly CallValue[];
  /** Whether all of the program could be followed; if not, there may be more calls. */
  readonly isWhole: boolean;
  /** Names of functions that the settings call guards, with their scheme. */
  readonly guards: ReadonlyMap<string, Scheme>;
  /** The values that the program puts into sessions, by name. */
  readonly sessionWrites?: () => ReadonlyMap<string, readonly Value[]>;
  /** What handlers change of what apps hold, as a text that tells one from another. */
  readonly appChanges?: string;
};

/** Whether a function does the same in one as in the other. */
export function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  if (a === b) return true;
  if (a.appChanges !== b.appChanges) return false;
  if (a.isWhole !== b.isWhole || a.calls.length !== b.calls.length || a.guards.size !== b.guards.size)
    return false;
  const sameGuards = [...a.guards].every(([name, scheme]) => {
    const other = b.guards.get(name);
    return other !== undefined && JSON.stringify(other) === JSON.stringify(scheme);
  });
  return sameGuards && a.calls.every((call, i) => call === b.calls[i]) && sameWrites(a, b);
}

type Written = ReadonlyMap<string, readonly Value[]>;

function sameWrites({ sessionWrites: a }: Surroundings, { sessionWrites: b }: Surroundings): boolean {
  if (a === b) return true;
  const before: Written = a?.() ?? new Map();
  const now: Written = b?.() ?? new Map();
  return (
    before.size === now.size &&
    [...before].every(([name, values]) => {
      const others = now.get(name);
      return others?.length === values.length && values.every((one, i) => isSamePlain(one, others[i]));
    })
  );
}

/** Whether two values are surely the same to everybody. */
function isSamePlain(a: Value, b: Value | undefined): boolean {
  if (a === b) return true;
  return b !== undefined && 'value' in a && 'value' in b && a.kind === b.kind && a.value === b.value;
}

/**
 * Reads what stands in the place of a handler: a function of the program, what a package makes, or what cannot be
 * followed. Implemented by `read.ts`.
 */
export type ReadBehaviour = (value: Value, name: string | null, around: Surroundings, at: Place) => Behaviour;

/** What a package's function is for. */
export type Role =
  | 'guard'
  | 'session'
  | 'cookies'
  | 'body'
  | 'cors'
  | 'csrf'
  | 'limit'
  | 'static'
  | 'proxy'
  | 'bystander';

/** Who answers: a function of the program, a package's, or Express at the end of its stack or for OPTIONS. */
export type Answerer = 'handler' | Role | 'express';

/** How a handler ends. */
export type Ending =
  /** `next()`. */
  | { readonly kind: 'next' }
  /** `next('route')`: the rest of this route is skipped. */
  | { readonly kind: 'leaveRoute' }
  /** `next('router')`: the rest of this router is skipped. */
  | { readonly kind: 'leaveRouter' }
  /** `next(err)`, a throw, or (Express 5) a rejected promise. */
  | { readonly kind: 'error'; readonly thrown: Datum; readonly at: Place | null }
  /** The answer is sent, with the exchange's status and headers. */
  | {
      readonly kind: 'respond';
      readonly at: Place | null;
      /** Where the function goes on although it has answered. */
      readonly continues: Continuation | null;
      /** Who answers in a router that the function has called, and where that stands in the stack. */
      readonly within?: { readonly by: Answerer; readonly handler: Place | null };
    }
  /** Nobody answers, ever. */
  | { readonly kind: 'hang'; readonly reason: string; readonly at: Place | null }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Place | null };

/** Where a function that has answered goes on: to `next()`, or to an answer that Node refuses to send. */
export type Continuation = { readonly to: 'next' | 'answer'; readonly at: Place };

/**
 * Sends the request through an app or a router of the program as it is now. It may be left by `next` and an error where
 * `isLeft`; else the app answers itself what is left.
 */
export type Enter = (called: StackValue, isLeft: boolean) => Ending;

export const NEXT: Ending = { kind: 'next' };

/** A behaviour that nothing is known of: it may go on, or answer anything. */
export function unknownBehaviour(reason: string, at: Place | null): Behaviour {
  return {
    source: { kind: 'unknown', reason },
    at,
    demands: () => ({ kind: 'unknown', reason, at }),
    act: () => ({ kind: 'unknown', reason, at }),
  };
}

/** A behaviour that always ends in the same way, after it has done something to the exchange. */
export function plainBehaviour(
  source: Source,
  at: Place | null,
  act: (exchange: Exchange) => Ending = () => NEXT,
): Behaviour {
  return { source, at, demands: () => ({ kind: 'open' }), act };
}
