// The ways that a request can take through a stack: one for each answer to what the request does not settle.
import type { Effect, Step } from '../../../model/decision';
import type { LayerRef } from '../../../model/layer';
import type { Place } from '../../../text/span';
import type { Guide, Question } from '../behaviour/guide';
import { impliedAnswer } from '../program/environment-keys';

export type Asked = { readonly question: Question; readonly answer: boolean };

/** One way: where it led, the steps that a user is told, and what had to be supposed. */
export type Way<T> = {
  readonly result: T;
  readonly steps: readonly Step[];
  readonly asked: readonly Asked[];
};

/** More ways than this are not walked: what they come to is not known then. */
const MAX_WAYS = 64;

/** All ways, or those up to the limit. */
export type Ways<T> = { readonly ways: readonly Way<T>[]; readonly isComplete: boolean };

/** How far a way has come. */
export type Reached = { readonly asked: number; readonly steps: number };

/**
 * How a walk goes on where a call was made: from the call; with the call again, since the next way parts from this one
 * in it; or at the start, since all that follows is noted.
 */
export type Turn = 'on' | 'again' | 'left';

/** The start of all ways, up to a point. */
export type Beginning = {
  readonly asked: readonly Asked[];
  readonly steps: readonly Step[];
  readonly junctions: readonly Junction[];
  /** Whether this is the first way, which supposes that every question is answered with yes. */
  readonly isFirst: boolean;
};

/** Lets ways begin where others have come to already. */
type Starts = {
  /** What the way was up to here. */
  beginning(): Beginning;
  /** Begins a way at the last of several points that it leads to; answers which one, -1 for none. */
  beginAt(points: readonly Beginning[]): number;
};

/** Lets ways have in common what they come to before they part, and after they have met again. */
export type Turns<T> = {
  reached(): Reached;
  /** The way has ended in a call that was made at a point. */
  ended(from: Reached, result: T): Turn;
  /** A call has gone on. Calls that go on alike with the same effect lead to the same; `null` where nobody knows. */
  wentOn(from: Reached, how: string, effect: () => string | null): Turn;
};

/** Where what a call ends is not the way: in a router that a handler calls, in the middle of its own work. */
export const NO_TURNS: Turns<unknown> = {
  reached: () => ({ asked: 0, steps: 0 }),
  ended: () => 'on',
  wentOn: () => 'on',
};

/**
 * Walks all ways: the first one supposes that every question is answered with yes. `isEnough` stops early, where
 * further ways change nothing any more.
 */
export function walkAll<T>(
  layer: LayerRef,
  walk: (guide: Guide, turns: Turns<T> & Starts) => T,
  isEnough: (ways: readonly Way<T>[]) => boolean = () => false,
): Ways<T> {
  const walker = new Walker(layer, isEnough);
  while (!walker.isOver) walker.end(walk(walker, walker));
  const { ways, isComplete } = walker;
  return { ways, isComplete };
}

/** A call that asked something and went on, and how far the first way through it has come behind it. */
type Junction = Reached & {
  readonly from: number;
  readonly said: string;
  readonly how: string;
  readonly effect: string;
  readonly way: number;
  /** Whether what it asked was asked again behind it. */
  isTied: boolean;
};

/** The invariant: what is asked, known and told is that of one way, up to where it is. */
class Walker<T> implements Guide, Turns<T>, Starts {
  readonly ways: Way<T>[] = [];
  isOver = false;
  isComplete = true;
  readonly #layer: LayerRef;
  readonly #isEnough: (ways: readonly Way<T>[]) => boolean;
  readonly #known = new Map<string, boolean>();
  #asked: Asked[] = [];
  #steps: Step[] = [];
  /** What the way answers; behind these, yes. */
  #answers: readonly boolean[] = [];
  /** Those that the next way may come to as well. */
  #junctions: Junction[] = [];
  #isNoted = false;

  constructor(layer: LayerRef, isEnough: (ways: readonly Way<T>[]) => boolean) {
    this.#layer = layer;
    this.#isEnough = isEnough;
  }

  suppose(question: Question): boolean {
    const { key } = question;
    const before = this.#answered(key);
    if (before !== null) {
      for (const one of this.#junctions) one.isTied ||= this.#isTo(one, key);
      return before;
    }
    const answer = this.#answers[this.#asked.length] ?? true;
    this.#known.set(key, answer);
    this.#asked.push({ question, answer });
    return answer;
  }

  tell(at: Place | null, text: string, effect: Effect): void {
    this.#steps.push({ layer: this.#layer, at, text, effect });
  }

  reached(): Reached {
    return { asked: this.#asked.length, steps: this.#steps.length };
  }

  beginning(): Beginning {
    return {
      isFirst: this.ways.length === 0,
      asked: [...this.#asked],
      steps: [...this.#steps],
      junctions: this.#junctions.map((one) => ({ ...one })),
    };
  }

  beginAt(points: readonly Beginning[]): number {
    const isOnWay = ({ asked }: Beginning) =>
      (this.ways.length === 0 || asked.length < this.#answers.length) &&
      asked.every(({ answer }, i) => answer === (this.#answers[i] ?? true));
    const at = points.findLastIndex(isOnWay);
    const point = points[at];
    if (point === undefined) return -1;
    if (this.ways.length === 0) this.#junctions = point.junctions.map((one) => ({ ...one }));
    this.#goTo([...point.asked], [...point.steps]);
    return at;
  }

  ended(from: Reached, result: T): Turn {
    this.#note({ result, steps: this.#steps, asked: this.#asked });
    return this.#turn(from);
  }

  wentOn(from: Reached, how: string, effectOf: () => string | null): Turn {
    const { asked, steps } = this.reached();
    if (asked === from.asked) return 'on';
    const said = saidIn(this.#asked, from.asked, asked);
    const others = this.#junctions.filter((one) => one.from === from.asked);
    const effect = others.some((one) => one.said === said) ? null : effectOf();
    if (effect === null) return 'on';
    const same = others.find((one) => one.how === how && one.effect === effect);
    const ways = same === undefined ? [] : this.#waysBehind(same);
    if (same === undefined || ways.length === 0) {
      const way = this.ways.length;
      this.#junctions.push({ from: from.asked, said, how, effect, asked, steps, way, isTied: false });
      return 'on';
    }
    const own = { asked: this.#asked, steps: this.#steps };
    for (const { result, ...way } of ways) {
      this.#note({
        result,
        asked: [...own.asked, ...way.asked.slice(same.asked)],
        steps: [...own.steps, ...way.steps.slice(same.steps)],
      });
      if (this.isOver) break;
    }
    return this.#turn(from);
  }

  /** The walk is at the end of a way. */
  end(result: T): void {
    if (!this.#isNoted) this.#note({ result, steps: this.#steps, asked: this.#asked });
    this.#goTo([], []);
  }

  #answered(key: string): boolean | null {
    return this.#known.get(key) ?? impliedAnswer(this.#known, key);
  }

  /** Whether a question may be one of those that a call asked. */
  #isTo({ from, asked }: Junction, key: string): boolean {
    const at = this.#asked.findIndex(({ question }) => question.key === key);
    return at < 0 || (at >= from && at < asked);
  }

  /** The ways behind a call that this way may take as they are; none where they depend on what the call asked. */
  #waysBehind({ from, said, asked, way, isTied }: Junction): readonly Way<T>[] {
    const isOpen = ({ question }: Asked) => this.#answered(question.key) === null;
    const ways = this.ways.slice(way).filter((one) => saidIn(one.asked, from, asked) === said);
    const isFree = !isTied && ways.every((one) => one.asked.slice(asked).every(isOpen));
    return isFree ? ways : [];
  }

  /** Notes a way to its end, and what the next one answers. */
  #note(way: Way<T>): void {
    this.ways.push(way);
    this.#isNoted = true;
    const next = nextAnswers(way.asked);
    this.#answers = next ?? [];
    this.#junctions = this.#junctions.filter(({ from }) => from < this.#answers.length);
    this.isComplete = next === null || this.#isEnough(this.ways);
    this.isOver = this.isComplete || this.ways.length >= MAX_WAYS;
  }

  /** Goes back to a point if the next way parts behind it. */
  #turn({ asked, steps }: Reached): Turn {
    if (this.isOver || this.#answers.length <= asked) return 'left';
    this.#goTo(this.#asked.slice(0, asked), this.#steps.slice(0, steps));
    return 'again';
  }

  #goTo(asked: Asked[], steps: Step[]): void {
    this.#isNoted = false;
    this.#asked = asked;
    this.#steps = steps;
    this.#known.clear();
    for (const { question, answer } of asked) this.#known.set(question.key, answer);
  }
}

/** Some of the questions of a way, with their answers. */
function saidIn(asked: readonly Asked[], from: number, to: number): string {
  let said = '';
  for (const { question, answer } of asked.slice(from, to)) said += `${question.key} ${answer}\n`;
  return said;
}

/** The answers of the next way: the last yes becomes no, and what was asked behind it is open again. */
function nextAnswers(asked: readonly Asked[]): readonly boolean[] | null {
  const last = asked.findLastIndex(({ answer }) => answer);
  if (last < 0) return null;
  return [...asked.slice(0, last).map(({ answer }) => answer), false];
}

/** The question at which two ways part. */
export function partingQuestion(a: Way<unknown>, b: Way<unknown>): Question | null {
  return parting(a, b)?.question ?? null;
}

/** What the first of two ways answers where they part. */
export function partingAnswer(a: Way<unknown>, b: Way<unknown>): boolean | null {
  return parting(a, b)?.answer ?? null;
}

function parting(a: Way<unknown>, b: Way<unknown>): Asked | null {
  return a.asked.find(({ answer }, i) => answer !== b.asked[i]?.answer) ?? null;
}
