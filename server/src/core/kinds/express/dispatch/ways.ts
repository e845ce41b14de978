// The ways that a request can take through a stack: one for each answer to what the request does not settle.
import type { Step } from '../../../model/decision';
import type { LayerRef } from '../../../model/layer';
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

/**
 * Walks all ways: the first one supposes that every question is answered with yes. `isEnough` stops early, where
 * further ways change nothing any more.
 */
export function walkAll<T>(
  layer: LayerRef,
  walk: (guide: Guide) => T,
  isEnough: (ways: readonly Way<T>[]) => boolean = () => false,
): Ways<T> {
  const ways: Way<T>[] = [];
  let answers: readonly boolean[] | null = [];
  while (answers !== null) {
    if (ways.length >= MAX_WAYS) return { ways, isComplete: false };
    const way = walkOne(layer, walk, answers);
    ways.push(way);
    if (isEnough(ways)) return { ways, isComplete: true };
    answers = nextAnswers(way.asked);
  }
  return { ways, isComplete: true };
}

function walkOne<T>(layer: LayerRef, walk: (guide: Guide) => T, answers: readonly boolean[]): Way<T> {
  const steps: Step[] = [];
  const asked: Asked[] = [];
  const known = new Map<string, boolean>();
  const result = walk({
    suppose: (question) => {
      const before = known.get(question.key);
      if (before !== undefined) return before;
      const implied = impliedAnswer(known, question.key);
      if (implied !== null) return implied;
      const answer = answers[asked.length] ?? true;
      known.set(question.key, answer);
      asked.push({ question, answer });
      return answer;
    },
    tell: (at, text, effect) => steps.push({ layer, at, text, effect }),
  });
  return { result, steps, asked };
}

/** The answers of the next way: the last yes becomes no, and what was asked behind it is open again. */
function nextAnswers(asked: readonly Asked[]): readonly boolean[] | null {
  const last = asked.findLastIndex(({ answer }) => answer);
  if (last < 0) return null;
  return [...asked.slice(0, last).map(({ answer }) => answer), false];
}

/** The question at which two ways part. */
export function partingQuestion(a: Way<unknown>, b: Way<unknown>): Question | null {
  const at = a.asked.findIndex(({ answer }, i) => answer !== b.asked[i]?.answer);
  return a.asked[at]?.question ?? null;
}
