// What handlers write to answer: chains of calls on `res`, and calls of `next`, wherever they stand in the program.
import { type Everything, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import type { Scope, Value } from '../../kinds/express/values';
import type { Argument, Call, Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { isCalledResponse } from './usual-names';

/** One call of a chain, such as `status(401)`. */
export type AnswerStep = { readonly name: string; readonly args: readonly Argument[]; readonly call: Call };

/** A chain of calls on `res`, such as `res.status(401).json({ … })`. */
export type WrittenAnswer = {
  readonly node: Expression;
  /** The whole chain. */
  readonly at: Place;
  readonly scope: Scope;
  /** The functions around it, the innermost last. */
  readonly within: readonly FunctionNode[];
  readonly steps: readonly AnswerStep[];
  /** The status that it sets, `null` where it sets none or that is not known. */
  readonly status: number | null;
  /** Whether it ends the response. */
  readonly isSent: boolean;
};

/** A call of `next`. */
export type NextCall = {
  readonly node: Call;
  readonly at: Place;
  readonly scope: Scope;
  readonly within: readonly FunctionNode[];
};

export type WrittenAnswers = {
  readonly answers: readonly WrittenAnswer[];
  readonly nexts: readonly NextCall[];
  readonly answerAt: ReadonlyMap<Expression | Statement, WrittenAnswer>;
  readonly nextAt: ReadonlyMap<Expression | Statement, NextCall>;
};

const SENDING = new Set([
  'send',
  'json',
  'jsonp',
  'end',
  'sendStatus',
  'redirect',
  'render',
  'sendFile',
  'download',
]);

/** Whether a method of `res` ends the response. */
export function isSending(method: string): boolean {
  return SENDING.has(method);
}

const known = new WeakMap<Everything, WrittenAnswers>();

/** All answers and calls of `next` that the program's functions write. */
export function writtenAnswers(context: ExpressContext): WrittenAnswers {
  const before = known.get(context.everything);
  if (before !== undefined) return before;
  const parts = context.everything.modules.map(answersIn);
  const answers = parts.flatMap((part) => part.answers);
  const nexts = parts.flatMap((part) => part.nexts);
  const made = {
    answers,
    nexts,
    answerAt: new Map(answers.map((one) => [one.node, one])),
    nextAt: new Map(nexts.map((one) => [one.node, one])),
  };
  known.set(context.everything, made);
  return made;
}

/** Those of one module. */
export const answersIn = perModule((texts): Pick<WrittenAnswers, 'answers' | 'nexts'> => {
  const answers: WrittenAnswer[] = [];
  const nexts: NextCall[] = [];
  const inner = new Set<Expression>();
  texts.each(['call'], ({ node, scope, within }) => {
    if (inner.has(node)) return;
    const at = { file: scope.file, span: node.span };
    if (node.callee.kind === 'identifier') {
      if (roleOf(scope.lookup(node.callee.name)) === 'next') nexts.push({ node, at, scope, within });
      return;
    }
    const steps = stepsOf(node, scope);
    if (steps === null) return;
    for (const { call } of steps) inner.add(call);
    const status = statusOf(texts, steps, scope);
    const isSent = steps.some(({ name }) => isSending(name));
    answers.push({ node, at, scope, within, steps, status, isSent });
  });
  return { answers, nexts };
});

function roleOf(value: Value | null): string | null {
  return value?.kind === 'parameter' ? value.role : null;
}

/** The calls of a chain that begins with `res`, the first one first; `null` for any other. */
function stepsOf(node: Call, scope: Scope): readonly AnswerStep[] | null {
  const steps: AnswerStep[] = [];
  let rest: Expression = node;
  while (rest.kind === 'call' && rest.callee.kind === 'member') {
    steps.unshift({ name: rest.callee.name, args: rest.args, call: rest });
    rest = rest.callee.object;
  }
  const root = rest.kind === 'identifier' ? scope.lookup(rest.name) : null;
  return roleOf(root) === 'res' || (isResponse(root) && steps.some(isAnswering)) ? steps : null;
}

/** Whether only the response of a server is called so: that of a client has `json()` alone, without arguments. */
function isAnswering({ name, args }: AnswerStep): boolean {
  return (
    /^(?:status|sendStatus|set|header|setHeader|append|writeHead|render|sendFile)$/.test(name) ||
    (/^(?:jsonp?|send)$/.test(name) && args.length > 0)
  );
}

/** A parameter that a function of the program's own calls the response, wherever it stands among the others. */
function isResponse(value: Value | null): boolean {
  return value?.kind === 'parameter' && isCalledResponse(value.name);
}

function statusOf({ evaluate }: ModuleTexts, steps: readonly AnswerStep[], scope: Scope): number | null {
  const given = steps.findLast(
    ({ name, args }) =>
      /^(?:status|sendStatus|writeHead)$/.test(name) || (name === 'redirect' && args.length > 1),
  );
  const [first] = given?.args ?? [];
  if (first === undefined || first.kind === 'spread') return null;
  const value = evaluate(first, scope);
  if (value.kind === 'number') return value.value;
  return value.kind === 'string' && /^\d{3}$/.test(value.value) ? Number(value.value) : null;
}

/** `res.status(401).redirect('…')`: a refusal that the redirect takes back. */
export function redirectStatuses(context: ExpressContext) {
  return context.everything.modules.flatMap(redirectsIn);
}

const redirectsIn = perModule((texts) =>
  answersIn(texts).answers.flatMap(({ at, steps, scope }) => {
    const last = steps.at(-1);
    const set = steps.find(({ name }) => name === 'status');
    const [given] = set?.args ?? [];
    if (last?.name !== 'redirect' || last.args.length !== 1 || set === undefined) return [];
    const value = given === undefined || given.kind === 'spread' ? null : texts.evaluate(given, scope);
    const { callee, span } = set.call;
    if (value?.kind !== 'number' || !/^40[13]$/.test(String(value.value)) || callee.kind !== 'member')
      return [];
    const statusAt = { file: at.file, span: { start: callee.object.span.end, end: span.end } };
    return [{ at, status: value.value, statusAt }];
  }),
);

/** `res.statusCode = 401`, with the name of the response. */
export function assignedStatuses({ everything }: ExpressContext): readonly AssignedStatus[] {
  return everything.modules.flatMap(statusesIn);
}

type AssignedStatus = { readonly at: Place; readonly status: number; readonly res: string };

const statusesIn = perModule((texts) => {
  const found: AssignedStatus[] = [];
  texts.each(['assign'], ({ node, scope }) => {
    if (node.target.kind !== 'member' || node.target.name !== 'statusCode') return;
    const { object } = node.target;
    if (object.kind !== 'identifier' || roleOf(scope.lookup(object.name)) !== 'res') return;
    const value = texts.evaluate(node.value, scope);
    if (value.kind !== 'number') return;
    found.push({ at: { file: scope.file, span: node.span }, status: value.value, res: object.name });
  });
  return found;
});
