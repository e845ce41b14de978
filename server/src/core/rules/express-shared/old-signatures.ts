// Answers whose status stands where Express 5 does not take it for one: `res.send(404)`, `res.json(401, body)`.
import { type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import type { Evaluate, Value } from '../../kinds/express/values';
import type { Argument } from '../../syntax/js/tree';
import type { Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { type AnswerStep, answersIn, type WrittenAnswer } from './answers';
import { givenTo } from './callers';

export type OldSignature = {
  readonly status: number;
  /** What Express 5 answers instead. */
  readonly becomes: 200 | 500;
  /** What stands in its place, from the name of the method on. */
  readonly instead: string;
};

type Written = { readonly answer: WrittenAnswer; readonly step: AnswerStep };

/** All such calls of a program. */
export function oldSignatures(
  context: ExpressContext,
): readonly (Written & { readonly old: OldSignature })[] {
  const evaluate: Evaluate = (one, scope) => {
    const value = context.evaluate(one, scope);
    // A status that all callers give alike, or that is the default.
    return value.kind === 'parameter' ? (sameOf(givenTo(context, value)) ?? value) : value;
  };
  return context.everything.modules.flatMap(oldIn).flatMap(({ answer, step }) => {
    const { file } = answer.at;
    const textOf = (span: Span) => context.change.textOf({ file, span });
    const old = oldSignature(evaluate, textOf, step, answer);
    return old === null ? [] : [{ answer, step, old }];
  });
}

/** The calls of a module that are such. */
const oldIn = perModule((texts) =>
  answersIn(texts).answers.flatMap((answer) =>
    answer.steps.flatMap((step, i) => {
      const isSetBefore = answer.steps.slice(0, i).some(({ name }) => name === 'status');
      const isOld = oldSignature(texts.evaluate, () => '', step, answer) !== null;
      return !isSetBefore && (isOld || isGivenStatus(texts, step, answer)) ? [{ answer, step }] : [];
    }),
  ),
);

/** Whether one of two arguments is a parameter that is called a status. */
function isGivenStatus(
  { evaluate }: ModuleTexts,
  { name, args }: AnswerStep,
  { scope }: WrittenAnswer,
): boolean {
  if (!/^(?:send|json)$/.test(name)) return false;
  return args.some((one) => {
    const value = one.kind === 'identifier' && /status|code/i.test(one.name) ? evaluate(one, scope) : null;
    return value?.kind === 'parameter';
  });
}

function sameOf(given: readonly { readonly value: Value }[]): Value | null {
  const [first] = given;
  return first?.value.kind === 'number' &&
    given.every(({ value }) => value.kind === 'number' && refusing(value) !== null)
    ? first.value
    : null;
}

function oldSignature(
  evaluate: Evaluate,
  written: (span: Span) => string,
  { name, args }: AnswerStep,
  { scope }: WrittenAnswer,
): OldSignature | null {
  const givenAt = (one: Argument | undefined): Value | null =>
    one === undefined || one.kind === 'spread' ? null : evaluate(one, scope);
  const textOf = (i: number) => {
    const span = args[i]?.span;
    return span === undefined ? '' : written(span);
  };
  if (name === 'status' || name === 'sendStatus') {
    const first = givenAt(args[0]);
    if (first?.kind !== 'string' || !/^[45]\d\d$/.test(first.value)) return null;
    const isLiteral = /^['"`]\d{3}['"`]$/.test(textOf(0));
    const number = isLiteral ? first.value : `Number(${textOf(0)})`;
    return { status: Number(first.value), becomes: 500, instead: `${name}(${number})` };
  }
  if (name !== 'send' && name !== 'json' && name !== 'jsonp') return null;
  if (args.length === 1) {
    const status = name === 'send' ? refusing(givenAt(args[0])) : null;
    return status === null ? null : { status, becomes: 200, instead: `sendStatus(${textOf(0)})` };
  }
  if (args.length !== 2) return null;
  // Of two numbers the second one is the status to json and the first one to send; nobody means that.
  const [ahead, behind] = [refusing(givenAt(args[0])), refusing(givenAt(args[1]))];
  const status = ahead ?? behind;
  if (status === null || (ahead !== null && behind !== null)) return null;
  const [code, body] = ahead === null ? [textOf(1), textOf(0)] : [textOf(0), textOf(1)];
  return { status, becomes: 200, instead: `status(${code}).${name}(${body})` };
}

/** A number that is a status of an error. */
function refusing(value: Value | null): number | null {
  return value?.kind === 'number' && value.value >= 400 && value.value < 600 ? value.value : null;
}
