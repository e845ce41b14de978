// express/response-not-ended-after-401: the status 401 is set, and nothing is ever sent.
import type { Report, Witness } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import { comparePlaces, type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { type WrittenAnswer, writtenAnswers } from '../express-shared/answers';
import { endsOf, type Trial, trialsOf } from '../express-shared/ends';
import { type Ahead, leadsTo, statementsOf } from '../express-shared/flow';

export const rule = expressRule({
  id: 'express/response-not-ended-after-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'The status 401 is set and no answer is sent, so the client waits until it gives up.',
  *check(context) {
    const faults = [...writtenFaults(context)];
    for (const shown of shownFaults(context)) {
      const same = faults.find(({ at }) => samePlace(at, shown.at));
      if (same === undefined) faults.push(shown);
      else same.trial ??= shown.trial;
    }
    for (const fault of faults.sort((a, b) => comparePlaces(a.at, b.at))) yield report(context, fault);
  },
});

type Fault = { readonly at: Place; readonly answer: WrittenAnswer; trial: Trial | null };

/** Handlers that set the status, and then surely do nothing with `res` or `next` any more. */
function* writtenFaults(context: ExpressContext): Generator<Fault> {
  const handlers = new Set(context.handlers.flatMap(({ handler }) => nodeOf(handler) ?? []));
  for (const answer of writtenAnswers(context).answers) {
    const around = answer.within.at(-1);
    if (!isUnsent(answer) || around === undefined || !handlers.has(around)) continue;
    const placed = statementsOf(around).find(({ statement }) => isNothingElse(statement, answer.node));
    if (placed === undefined || !placed.isFollowed) continue;
    const isLast = placed.statement.kind === 'return' || !usesAny(placed.ahead, namesOf(around));
    if (isLast) yield { at: answer.at, answer, trial: null };
  }
}

function nodeOf({ behaviour }: PlacedHandler['handler']): FunctionNode | null {
  return behaviour.source.kind === 'written' ? behaviour.source.function.node : null;
}

function isUnsent({ status, isSent, steps }: WrittenAnswer): boolean {
  const isPlain = steps.every(({ name }) =>
    /^(?:status|set|header|setHeader|type|vary|append|cookie)$/.test(name),
  );
  return (status === 401 || status === 403) && !isSent && isPlain;
}

function isNothingElse(statement: Statement, node: Expression): boolean {
  if (statement.kind !== 'expression' && statement.kind !== 'return') return false;
  return statement.value !== null && leadsTo(statement.value, node);
}

function namesOf({ params }: FunctionNode): ReadonlySet<string> {
  return new Set(
    params.flatMap(({ target }) => (target.kind === 'identifier' ? [target.name] : [])).slice(1),
  );
}

/** Whether what follows mentions one of these names, or throws, which Express answers with the status that is set. */
function usesAny(ahead: Ahead, names: ReadonlySet<string>): boolean {
  let uses = false;
  for (const statement of ahead.flat()) {
    walk(statement, (one) => {
      uses ||= (one.kind === 'identifier' && names.has(one.name)) || one.kind === 'throw';
      return !uses;
    });
  }
  return uses;
}

/** Requests that hang on every way with that status set, in a function that sets it in one place. */
function* shownFaults(context: ExpressContext): Generator<Fault> {
  const { answers } = writtenAnswers(context);
  for (const trial of context.routes.flatMap((route) => trialsOf(context, route))) {
    const ends = endsOf(context, trial.request);
    const [first] = ends;
    const status = first?.exchange.status;
    if (first?.end.kind !== 'hang' || first.end.at === null || (status !== 401 && status !== 403)) continue;
    if (ends.some(({ end, exchange }) => end.kind !== 'hang' || exchange.status !== status)) continue;
    const { file, span } = first.end.at;
    const [answer, ...others] = answers.filter(
      (one) =>
        isUnsent(one) &&
        one.status === status &&
        one.at.file === file &&
        span.start <= one.at.span.start &&
        one.at.span.end <= span.end,
    );
    if (answer !== undefined && others.length === 0) yield { at: answer.at, answer, trial };
  }
}

function report(context: ExpressContext, { at, answer, trial }: Fault): Report {
  const handler = context.handlers.find((one) => {
    const node = nodeOf(one.handler);
    return node !== null && answer.within.includes(node);
  });
  const name = handler === undefined ? 'the function' : describeHandler(handler.handler);
  const where = trial === null ? '' : ` to ${trial.route.path}`;
  const witness: Witness | null = trial === null ? null : { request: trial.request, expect: { status: 0 } };
  const [only, ...others] = answer.steps;
  const replaced =
    only !== undefined && others.length === 0
      ? context.change.replace(at, context.change.textOf(at).replace(/\.\s*status(?=\s*\()/, '.sendStatus'))
      : context.change.replace(at, `${context.change.textOf(at)}.end()`);
  return {
    at,
    message: `${name} sets the status ${answer.status} and sends nothing, so a request${where} hangs: end the answer, as with res.sendStatus(${answer.status}).`,
    witness,
    fixes: fixOf('Send the answer', 'safe', replaced),
  };
}
