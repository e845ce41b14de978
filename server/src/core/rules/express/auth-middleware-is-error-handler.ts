// express/auth-middleware-is-error-handler: a guard with four parameters is skipped, since Express takes it for an error handler.
import type { Report } from '../../findings/finding';
import { readBehaviour } from '../../kinds/express/behaviour/read';
import type { FunctionValue } from '../../kinds/express/values';
import type { FunctionNode, Param } from '../../syntax/js/tree';
import { type ExpressContext, expressRule, fixOf, isGuard, type PlacedHandler } from '../express-rule';
import { openRoute } from '../express-shared/open-route';
import { readsParameter } from '../express-shared/references';
import { surroundings } from '../express-shared/surroundings';
import { isCalledRequest } from '../express-shared/usual-names';

export const rule = expressRule({
  id: 'express/auth-middleware-is-error-handler',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A guard declares four parameters, so Express takes it for an error handler and skips it.',
  *check(context) {
    const reported: FunctionNode[] = [];
    for (const placed of context.handlers) {
      const { source } = placed.handler.behaviour;
      if (placed.handler.arity !== 4 || source.kind !== 'written') continue;
      const { node } = source.function;
      if (reported.includes(node)) continue;
      const report = reportOf(context, placed, source.function);
      if (report === null) continue;
      reported.push(node);
      yield report;
    }
  },
});

function reportOf(context: ExpressContext, placed: PlacedHandler, called: FunctionValue): Report | null {
  const { node } = called;
  const spare = spareParam(node);
  if (spare === null || !isGuardWithout(context, placed, called, spare)) return null;
  const isCalledError = spare.target.kind === 'identifier' && ERROR.test(spare.target.name);
  // What is called an error may be one, and then others keep the route.
  const open = openRoute(context, placed, isCalledError ? 'strangers' : 'everybody');
  if (open === null) return null;
  const { file } = called.at;
  const name = placed.handler.name ?? 'The guard';
  const { request, outcome } = open;
  const spareName = spare.target.kind === 'identifier' ? spare.target.name : 'one';
  return {
    at: { file, span: spare.span },
    message: `${name} declares four parameters, so Express takes it for an error handler, and ${request.method} ${request.target} is answered without it: take ${spareName} out.`,
    related: [{ ...placed.handler.at, message: 'Requests without an error pass over it here.' }],
    witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
    fixes: readsParameter(node, spareName)
      ? []
      : fixOf(
          `Take the parameter ${spareName} out`,
          'review',
          context.change.replace(...without(file, node, spare)),
        ),
  };
}

const ERROR = /^_?(?:e|ex|err|error|exception)$/i;

/**
 * The parameter that makes a function one for errors: the first one, or the last one where the first is the request. An
 * error handler has an error there, and reads it.
 */
function spareParam(node: FunctionNode): Param | null {
  const [first] = node.params;
  const last = node.params.at(-1);
  if (first === undefined || last === undefined || node.params.length !== 4) return null;
  const isRequest = first.target.kind === 'identifier' && isCalledRequest(first.target.name);
  const spare = isRequest ? last : first;
  if (spare.target.kind !== 'identifier') return null;
  const isError = ERROR.test(spare.target.name);
  return isError && readsParameter(node, spare.target.name) ? null : spare;
}

/** Whether a function refuses requests for want of credentials, once it is called with three arguments. */
function isGuardWithout(
  context: ExpressContext,
  { handler }: PlacedHandler,
  called: FunctionValue,
  spare: Param,
): boolean {
  const node = { ...called.node, params: called.node.params.filter((one) => one !== spare) };
  const behaviour = readBehaviour({ ...called, node }, handler.name, surroundings(context), handler.at);
  return isGuard({ ...handler, behaviour });
}

/** The parameter with its comma, and nothing in its place. */
function without(file: string, { params }: FunctionNode, spare: Param) {
  const index = params.indexOf(spare);
  const next = params[index + 1];
  const before = params[index - 1];
  const start = next === undefined && before !== undefined ? before.span.end : spare.span.start;
  const end = next === undefined ? spare.span.end : next.span.start;
  return [{ file, span: { start, end } }, ''] as const;
}
