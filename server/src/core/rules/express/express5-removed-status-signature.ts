// express/express5-removed-status-signature: a status among the arguments of send or json is a body to Express 5.
import type { Report, Witness } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import { perModule } from '../../kinds/express/program/everything';
import type { Evaluate, Value } from '../../kinds/express/values';
import { type Place, type Span, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type AnswerStep, answersIn, type WrittenAnswer } from '../express-shared/answers';
import { answersTo } from '../express-shared/ends';

export const rule = expressRule({
  id: 'express/express5-removed-status-signature',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'The status stands among the arguments of send() or json(), or is a text: Express 5 answers 200 or 500 instead.',
  *check(context) {
    for (const { answer, step } of context.everything.modules.flatMap(oldIn)) {
      const { file } = answer.at;
      const textOf = (span: Span) => context.change.textOf({ file, span });
      const old = oldSignature(context.evaluate, textOf, step, answer);
      if (old !== null) yield report(context, answer, step, old);
    }
  },
});

/** The calls of a module that are written so. */
const oldIn = perModule((texts) =>
  answersIn(texts).answers.flatMap((answer) =>
    answer.steps.flatMap((step, i) => {
      const isSetBefore = answer.steps.slice(0, i).some(({ name }) => name === 'status');
      const isOld = !isSetBefore && oldSignature(texts.evaluate, () => '', step, answer) !== null;
      return isOld ? [{ answer, step }] : [];
    }),
  ),
);

type Old = {
  readonly status: number;
  /** What Express 5 answers instead. */
  readonly becomes: 200 | 500;
  /** What stands in its place, from the name of the method on. */
  readonly instead: string;
};

function oldSignature(
  evaluate: Evaluate,
  written: (span: Span) => string,
  { name, args }: AnswerStep,
  { scope }: WrittenAnswer,
): Old | null {
  const values = args.map((one): Value | null => (one.kind === 'spread' ? null : evaluate(one, scope)));
  const textOf = (i: number) => {
    const span = args[i]?.span;
    return span === undefined ? '' : written(span);
  };
  const [first] = values;
  if (name === 'status' || name === 'sendStatus') {
    if (first?.kind !== 'string' || !/^[45]\d\d$/.test(first.value)) return null;
    const isLiteral = /^['"`]\d{3}['"`]$/.test(textOf(0));
    const number = isLiteral ? first.value : `Number(${textOf(0)})`;
    return { status: Number(first.value), becomes: 500, instead: `${name}(${number})` };
  }
  if (name !== 'send' && name !== 'json' && name !== 'jsonp') return null;
  if (args.length === 1) {
    const status = name === 'send' ? refusing(first) : null;
    return status === null ? null : { status, becomes: 200, instead: `sendStatus(${textOf(0)})` };
  }
  if (args.length !== 2) return null;
  // Of two numbers the second one is the status to json and the first one to send; nobody means that.
  const [ahead, behind] = [refusing(values[0]), refusing(values[1])];
  const status = ahead ?? behind;
  if (status === null || (ahead !== null && behind !== null)) return null;
  const [code, body] = ahead === null ? [textOf(1), textOf(0)] : [textOf(0), textOf(1)];
  return { status, becomes: 200, instead: `status(${code}).${name}(${body})` };
}

/** A number that is a status of an error. */
function refusing(value: Value | null | undefined): number | null {
  return value?.kind === 'number' && value.value >= 400 && value.value < 600 ? value.value : null;
}

function report(
  context: ExpressContext,
  answer: WrittenAnswer,
  step: AnswerStep,
  { status, becomes, instead }: Old,
): Report {
  const { file } = answer.at;
  const at: Place = { file, span: step.call.span };
  const written = `res.${context.change.textOf(nameToEnd(at, step))}`.replace(/\s+/g, ' ');
  const isSure = context.versions.every((version) => version === 5);
  const message = isSure
    ? `Express 5 answers ${becomes} to ${short(written)}, not ${status}: write res.${short(instead)}.`
    : `Should ${short(written)} be res.${short(instead)}? Express 4 answers ${status} and warns; Express 5 answers ${becomes}.`;
  const change: Change = context.change.replace(nameToEnd(at, step), instead);
  return {
    at,
    message,
    ...(isSure
      ? { witness: witnessOf(context, at, becomes) }
      : { certainty: 'hint' as const, severity: 'info' as const }),
    fixes: fixOf('Set the status by a call of its own', 'safe', change),
  };
}

/** From the name of the method to the end of its arguments. */
function nameToEnd({ file, span }: Place, { call }: AnswerStep): Place {
  const start = call.callee.kind === 'member' ? call.callee.nameSpan.start : span.start;
  return { file, span: { start, end: span.end } };
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 47)}…)` : line;
}

/** A request that gets the other status from this very call. */
function witnessOf(context: ExpressContext, at: Place, becomes: number): Witness | null {
  for (const { trial, end } of answersTo(context)) {
    if (end.at === null || end.status !== becomes || !samePlace(end.at, at)) continue;
    const { outcome } = context.decide(trial.request);
    if (outcome.kind !== 'unknown' && outcome.status === becomes) {
      return { request: trial.request, expect: { status: becomes } };
    }
  }
  return null;
}
