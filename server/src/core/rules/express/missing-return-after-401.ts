// express/missing-return-after-401: a handler refuses a request and then goes on with it.
import type { Fix, Report, Witness } from '../../findings/finding';
import type { Statement } from '../../syntax/js/tree';
import { comparePlaces, type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type WrittenAnswer, writtenAnswers } from '../express-shared/answers';
import { endsOf, trialsOf } from '../express-shared/ends';
import { leadsTo, type Placed, statementsOf } from '../express-shared/flow';
import { type GoesOn, goesOnBehind } from '../express-shared/going-on';
import { refusalsThatGoOn, routesGoingOn } from '../express-shared/refusals-that-go-on';
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
  readonly goesOn: GoesOn;
  witness: Witness | null;
  readonly fixes: readonly Fix[];
};

/** Answers behind which `next()` or another answer surely follows. */
function* writtenFaults(context: ExpressContext): Generator<Fault> {
  const { answers } = writtenAnswers(context);
  for (const answer of answers) {
    const { status, isSent, within, at } = answer;
    const around = within.at(-1);
    if ((status !== 401 && status !== 403) || !isSent || around === undefined) continue;
    const placed = statementsOf(around).find(({ statement }) => isAnswering(statement, answer));
    if (placed === undefined) continue;
    const goesOn = goesOnBehind(context, placed, answer, around);
    if (goesOn === null) continue;
    const fixes = fixOf('Return after the answer', 'review', fixFor(context, placed, answer));
    yield { status, at, goesOn, witness: null, fixes };
  }
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
  for (const trial of routesGoingOn(context).flatMap((route) => trialsOf(context, route))) {
    const { outcome } = context.decide(trial.request);
    if (outcome.kind === 'unknown' || (outcome.status !== 401 && outcome.status !== 403)) continue;
    const [end, ...others] = refusalsThatGoOn(endsOf(context, trial.request));
    if (end === undefined || end.at === null || end.continues === null || end.status === null) continue;
    if (others.some(({ at }) => at === null || end.at === null || !samePlace(at, end.at))) continue;
    if (outcome.status !== end.status) continue;
    const witness: Witness = { request: trial.request, expect: { status: end.status } };
    yield { status: end.status, at: end.at, goesOn: end.continues, witness, fixes: [] };
  }
}

const WORDS: Readonly<Record<GoesOn['to'], readonly [string, string]>> = {
  next: [
    'calls next(), so the handlers behind it run for the refused request',
    'The refused request goes on here.',
  ],
  answer: [
    'answers again, which Node refuses with ERR_HTTP_HEADERS_SENT',
    'The refused request is answered again here.',
  ],
  checked: ['looks at res.headersSent before it answers', 'This is done for the refused request too.'],
  absent: ['reads what it has just found to be absent, which throws', 'The refused request fails here.'],
};

function report({ status, at, goesOn, witness, fixes }: Fault): Report {
  const [what, label] = WORDS[goesOn.to];
  const isQuestion = goesOn.to === 'checked';
  return {
    at,
    ...(isQuestion ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isQuestion
      ? `Is what follows this ${status} meant for refused requests too? The function goes on, and ${what}: return after the answer if not.`
      : `After this ${status} the function goes on and ${what}: return after the answer.`,
    related: [{ ...goesOn.at, message: label }],
    witness,
    fixes,
  };
}
