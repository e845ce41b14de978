// express/basic-auth-async-authorizer: a promise stands where express-basic-auth wants yes or no, and counts as yes.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { WrittenCall } from '../../kinds/express/program/everything';
import type { Value } from '../../kinds/express/values';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { trialsOf } from '../express-shared/ends';
import { isMadeAt } from '../express-shared/made-at';
import { type Given, optionIn } from '../express-shared/options';
import { answersPromise } from '../express-shared/promises';

export const rule = expressRule({
  id: 'express/basic-auth-async-authorizer',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'express-basic-auth takes the promise of an async authorizer for a yes, so every password is accepted.',
  *check(context) {
    for (const call of context.callsOf('express-basic-auth')) {
      const [options] = call.args;
      const [near = call.at] = call.argPlaces;
      const authorizer = optionIn(context, options, near, 'authorizer');
      const isAsync = optionIn(context, options, near, 'authorizeAsync');
      if (options === undefined || authorizer?.value.kind !== 'function' || isAsync === null) continue;
      if (!isOff(isAsync.value)) continue;
      if (answersPromise(context, authorizer.value)) yield takenForYes(context, call, options, authorizer);
      else if (authorizer.value.node.params.length > 2)
        yield withoutCallback(context, call, options, authorizer);
    }
  },
});

function isOff(value: Value): boolean {
  return value.kind === 'undefined' || (value.kind === 'boolean' && !value.value);
}

function takenForYes(context: ExpressContext, call: WrittenCall, options: Value, authorizer: Given): Report {
  const witness = witnessOf(context, call, 'wrong');
  const where = witness === null ? '' : ` on ${witness.path}`;
  return {
    at: authorizer.at,
    message: `The authorizer answers a promise, which express-basic-auth takes for a yes: every password is accepted${where}. Set authorizeAsync: true and answer by the callback.`,
    witness: witness === null ? null : { request: witness.request, expect: { status: witness.status } },
    fixes: fixOf(
      'Answer by the callback of authorizeAsync',
      'review',
      byCallback(context, options, authorizer),
    ),
  };
}

function withoutCallback(
  context: ExpressContext,
  call: WrittenCall,
  options: Value,
  authorizer: Given,
): Report {
  const witness = witnessOf(context, call, 'right');
  const where = witness === null ? '' : ` on ${witness.path}`;
  const at = options.kind === 'object' ? options.at : null;
  return {
    at: authorizer.at,
    message: `The authorizer answers by a callback, which express-basic-auth gives only with authorizeAsync: true: nobody gets in${where}. Set authorizeAsync: true.`,
    witness: witness === null ? null : { request: witness.request, expect: { status: witness.status } },
    fixes:
      at === null
        ? []
        : fixOf('Set authorizeAsync: true', 'review', context.change.addEntry(at, 'authorizeAsync', 'true')),
  };
}

/** A request to a route behind the call that a wrong password gets in, or that fails with a right one. */
function witnessOf(context: ExpressContext, call: WrittenCall, wanted: 'wrong' | 'right') {
  for (const route of context.routes) {
    const isBehind = context
      .frontOf(route)
      .met.some(({ handler }) => isMadeAt(handler, 'express-basic-auth', call.at));
    if (!isBehind) continue;
    for (const { kind, request } of trialsOf(context, route)) {
      if (kind !== wanted) continue;
      const { outcome } = context.decide(request);
      const isShown = wanted === 'wrong' ? outcome.kind === 'passed' : outcome.kind === 'responded';
      if (isShown && outcome.kind !== 'unknown') return { request, status: outcome.status, path: route.path };
    }
  }
  return null;
}

/** express-basic-auth throws what the callback gets as its error (index.js, authorizerCallback), so a failure is a no. */
function byCallback({ change }: ExpressContext, options: Value, { at, node, isShorthand }: Given): Change {
  if (node === null || options.kind !== 'object' || options.at === null) return null;
  const text = change.textOf(at);
  const callee = node.kind === 'function' ? `(${text})` : text;
  const wrapped =
    '(user, password, done) =>\n    ' +
    `${callee}(user, password).then((isRight) => done(null, isRight), () => done(null, false))`;
  const replaced = change.replace(at, isShorthand ? `authorizer: ${wrapped}` : wrapped);
  const added = change.addEntry(options.at, 'authorizeAsync', 'true');
  return replaced === null || added === null ? null : [...replaced, ...added];
}
