// express/passport-callback-not-invoked: passport.authenticate() in a handler makes a function that nobody calls.
import type { Report } from '../../findings/finding';
import { packageOf } from '../../kinds/express/program/escape';
import { isOfParameter, type Met, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import type { Decision } from '../../model/decision';
import type { Call, Expression, FunctionNode } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type HandlerNames, handlerAround, isInStack } from '../express-shared/handler-names';
import { nameOfCallee } from '../express-shared/passport';
import { routesThrough } from '../express-shared/routes-through';

export const rule = expressRule({
  id: 'express/passport-callback-not-invoked',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'passport.authenticate() is called in a handler, and the function that it makes is not: nothing is checked, and nobody answers.',
  *check(context) {
    for (const { at, names } of uninvoked(context)) yield report(context, at, names);
  },
});

type Uninvoked = { readonly at: Place; readonly names: HandlerNames };

/** Calls of authenticate() in handlers whose value nobody takes. */
function uninvoked(context: ExpressContext): readonly Uninvoked[] {
  const found: Uninvoked[] = [];
  if (!context.everything.mentions(/passport/)) return found;
  for (const { met, calls, isAnswered } of context.everything.modules.flatMap(authenticationsIn)) {
    const { scope, within } = met;
    const names = handlerAround(context, within);
    if (names === null) continue;
    // What a function answers, its caller may call; Express does not.
    if (isAnswered && !(within.at(-1) === names.node && isInStack(context, names.node))) continue;
    for (const { span } of calls) found.push({ at: { file: scope.file, span }, names });
  }
  return found;
}

/** Statements of a module that are such calls, or end in them, and names for them that nobody mentions again. */
const authenticationsIn = perModule((texts) => {
  const found: { readonly met: Met; readonly calls: readonly Call[]; readonly isAnswered: boolean }[] = [];
  texts.each(['expression', 'return'], (met) => {
    const { value } = met.node;
    const calls = value === null ? [] : lastCalls(value).filter((call) => isAuthenticate(texts, call, met));
    if (calls.length > 0) found.push({ met, calls, isAnswered: met.node.kind === 'return' });
  });
  texts.each(['variable'], (met) => {
    const around = met.within.at(-1);
    for (const { target, init } of met.node.declarations) {
      if (target.kind !== 'identifier' || init === null || around === undefined) continue;
      const calls = lastCalls(init).filter((call) => isAuthenticate(texts, call, met));
      if (calls.length === 0) continue;
      const { named, answered } = mentionsOf(target.name, around);
      if (named === answered) found.push({ met, calls, isAnswered: answered > 0 });
    }
  });
  return found;
});

/** How often a function mentions a name, and how often only to answer it. */
function mentionsOf(
  name: string,
  around: FunctionNode,
): { readonly named: number; readonly answered: number } {
  let [named, answered] = [0, 0];
  walk(around, (node) => {
    if (node.kind === 'identifier' && node.name === name) named++;
    if (node.kind === 'return' && node.value?.kind === 'identifier' && node.value.name === name) answered++;
    return undefined;
  });
  return { named, answered };
}

/** The calls that an expression may come to. */
function lastCalls(expression: Expression): readonly Call[] {
  switch (expression.kind) {
    case 'call':
      return [expression];
    case 'await':
      return lastCalls(expression.value);
    case 'logical':
      return lastCalls(expression.right);
    case 'conditional':
      return [...lastCalls(expression.whenTrue), ...lastCalls(expression.whenFalse)];
    case 'unary':
      return expression.operator === 'void' ? lastCalls(expression.operand) : [];
    default:
      return [];
  }
}

function isAuthenticate({ evaluate }: ModuleTexts, { callee }: Call, { scope }: Met): boolean {
  if (callee.kind === 'call' || isOfParameter(callee, scope)) return false;
  const value = evaluate(callee, scope);
  return packageOf(value) === 'passport' && nameOfCallee(value) === 'authenticate';
}

function report(context: ExpressContext, at: Place, names: HandlerNames): Report {
  const shown = decisionOf(context, at);
  const call = `(${[names.req, names.res, names.next ?? 'next'].join(', ')})`;
  const add = `add ${call} behind it`;
  return {
    at,
    message:
      shown === null
        ? `passport.authenticate() makes a function that nobody calls here, so no credentials are checked: ${add}.`
        : `passport.authenticate() makes a function that nobody calls here, so ${shown.says}: ${add}.`,
    ...(shown === null
      ? {}
      : { witness: { request: shown.decision.request, expect: { status: shown.status } } }),
    fixes: fixOf(
      `Call it: ${call}`,
      'review',
      names.next === null || (shown !== null && shown.status !== 0)
        ? null
        : context.change.replace({ ...at, span: { start: at.span.end, end: at.span.end } }, call),
    ),
  };
}

type Shown = { readonly decision: Decision; readonly status: number; readonly says: string };

/** What becomes of a request that gets to the handler: no answer, or one without a check. */
function decisionOf(context: ExpressContext, at: Place): Shown | null {
  for (const { route } of routesThrough(context, at)) {
    const request = context.bareRequest(route);
    if (request === null) continue;
    const decision = context.decide(request);
    const { outcome } = decision;
    if (outcome.kind === 'unknown') continue;
    const what = `${request.method} ${route.path}`;
    if (outcome.status === 0) return { decision, status: 0, says: `${what} is never answered` };
    if (outcome.kind === 'passed')
      return { decision, status: outcome.status, says: `${what} is open to everybody` };
  }
  return null;
}
