// express/express5-removed-status-signature: a status among the arguments of send or json is a body to Express 5.
import type { Report, Witness } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import type { AnswerStep, WrittenAnswer } from '../express-shared/answers';
import { answersTo } from '../express-shared/ends';
import { type OldSignature, oldSignatures } from '../express-shared/old-signatures';

export const rule = expressRule({
  id: 'express/express5-removed-status-signature',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'The status stands among the arguments of send() or json(), or is a text: Express 5 answers 200 or 500 instead.',
  *check(context) {
    for (const { answer, step, old } of oldSignatures(context)) yield report(context, answer, step, old);
  },
});

function report(
  context: ExpressContext,
  answer: WrittenAnswer,
  step: AnswerStep,
  { status, becomes, instead }: OldSignature,
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
