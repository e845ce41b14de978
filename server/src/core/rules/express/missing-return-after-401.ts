// express/missing-return-after-401: a handler refuses a request and then goes on with it.
import type { Fix, Report, Witness } from '../../findings/finding';
import type { Statement } from '../../syntax/js/tree';
import { comparePlaces, type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { isSending, type WrittenAnswer, writtenAnswers } from '../express-shared/answers';
import { type Answered, endsOf, trialsOf } from '../express-shared/ends';
import { leadsTo, type Placed, statementsOf, surelyAhead } from '../express-shared/flow';
import { returnAfter } from '../express-shared/returns';

export const rule = expressRule({
  id: 'express/missing-return-after-401',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A handler answers 401 and goes on, so what stands behind it runs for the refused request.',
  *check(context) {
    const faults = [...writtenFaults(context)];
    for (const shown of shownFaults(context)) {
      const same = faults.find(({ at }) => samePlace(at, shown.at));
      if (same === undefined) faults.push(shown);
      else same.witness ??= shown.witness;
    }
    for (const fault of faults.sort((a, b) => comparePlaces(a.at, b.at))) yield report(fault);
  },
});

type Fault = {
  readonly status: number;
  /** The answer. */
  readonly at: Place;
  readonly goesOn: { readonly to: 'next' | 'answer'; readonly at: Place };
  witness: Witness | null;
  readonly fixes: readonly Fix[];
};

/** Answers behind which `next()` or another answer surely follows. */
function* writtenFaults(context: ExpressContext): Generator<Fault> {
  const { answers, answerAt, nextAt } = writtenAnswers(context);
  for (const answer of answers) {
    const { status, isSent, within, at } = answer;
    const around = within.at(-1);
    if ((status !== 401 && status !== 403) || !isSent || around === undefined) continue;
    const placed = statementsOf(around).find(({ statement }) => isAnswering(statement, answer));
    if (placed === undefined) continue;
    const goal = surelyAhead(placed.ahead, (node) => {
      const next = nextAt.get(node);
      return next === undefined ? sendsMore(answerAt.get(node)) : next.node.args.length === 0;
    });
    const next = goal === null ? undefined : nextAt.get(goal);
    const other = goal === null ? undefined : answerAt.get(goal);
    const goesOn = next === undefined ? other : next;
    if (goesOn === undefined) continue;
    const fixes = fixOf('Return after the answer', 'review', fixFor(context, placed, answer));
    const to = next === undefined ? 'answer' : 'next';
    yield { status, at, goesOn: { to, at: goesOn.at }, witness: null, fixes };
  }
}

/** Whether an answer sends headers again; a plain `end()` behind another answer does nothing. */
function sendsMore(answer: WrittenAnswer | undefined): boolean {
  return answer?.isSent === true && answer.steps.some(({ name }) => name !== 'end' && isSending(name));
}

/** Whether a statement is nothing but an answer, perhaps under a condition. */
function isAnswering(statement: Statement, { node }: WrittenAnswer): boolean {
  return statement.kind === 'expression' && leadsTo(statement.value, node);
}

function fixFor(context: ExpressContext, { statement, isInBlock }: Placed, { node, at }: WrittenAnswer) {
  const isPlain =
    statement.kind === 'expression' &&
    (statement.value === node || (statement.value.kind === 'await' && statement.value.value === node));
  return isPlain ? returnAfter(context, { file: at.file, span: statement.span }, isInBlock) : null;
}

/** Answers that some request gets, and whose handler goes on on every way of it. */
function* shownFaults(context: ExpressContext): Generator<Fault> {
  for (const trial of context.routes.flatMap((route) => trialsOf(context, route))) {
    const [end, ...others] = refusalsThatGoOn(context, trial.request);
    if (end === undefined || end.at === null || end.continues === null || end.status === null) continue;
    if (others.some(({ at }) => at === null || end.at === null || !samePlace(at, end.at))) continue;
    const { outcome } = context.decide(trial.request);
    if (outcome.kind === 'unknown' || outcome.status !== end.status) continue;
    const witness: Witness = { request: trial.request, expect: { status: end.status } };
    yield { status: end.status, at: end.at, goesOn: end.continues, witness, fixes: [] };
  }
}

/** All ends of a request, if each of them is a refusal whose handler goes on; none otherwise. */
function refusalsThatGoOn(context: ExpressContext, request: Witness['request']): readonly Answered[] {
  const ends = endsOf(context, request).map(({ end }) => end);
  const found = ends.flatMap((end) =>
    end.kind === 'answered' && (end.status === 401 || end.status === 403) && end.continues !== null
      ? [end]
      : [],
  );
  return found.length === ends.length ? found : [];
}

function report({ status, at, goesOn, witness, fixes }: Fault): Report {
  const what =
    goesOn.to === 'next'
      ? 'calls next(), so the handlers behind it run for the refused request'
      : 'answers again, which Node refuses with ERR_HTTP_HEADERS_SENT';
  const label =
    goesOn.to === 'next'
      ? 'The refused request goes on here.'
      : 'The refused request is answered again here.';
  return {
    at,
    message: `After this ${status} the function goes on and ${what}: return after the answer.`,
    related: [{ ...goesOn.at, message: label }],
    witness,
    fixes,
  };
}
