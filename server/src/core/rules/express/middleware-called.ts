// express/middleware-called: a handler is called where it should only be named, so the program does not start.
import type { Report } from '../../findings/finding';
import { isOfParameter, type Met, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import type { Call, Expression, FunctionNode } from '../../syntax/js/tree';
import type { FileId, Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { isHandlerShaped, returnsOf } from '../express-shared/factories';

export const rule = expressRule({
  id: 'express/middleware-called',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A handler is called where it should be named, so the program does not start.',
  *check(context) {
    const calls = context.everything.modules.flatMap(callsIn);
    const places = new Set(calls.length === 0 ? [] : placesOfHandlers(context).map(keyOf));
    const found: Report[] = [];
    for (const { node, file, handler } of calls) {
      if (places.delete(keyOf({ file, span: node.span }))) found.push(report(context, node, file, handler));
    }
    yield* found;
  },
});

/** The calls of a module that call a handler without the request. */
const callsIn = perModule((texts) => {
  const found: { readonly node: Call; readonly file: FileId; readonly handler: FunctionNode }[] = [];
  texts.each(['call'], (met) => {
    const handler = calledHandler(texts, met.node, met);
    if (handler !== null) found.push({ node: met.node, file: met.scope.file, handler });
  });
  return found;
});

/** Where handlers stand; what comes to nothing in front of others is taken for a path of `use`. */
function placesOfHandlers({ handlers, routers }: ExpressContext): readonly Place[] {
  const paths = routers.flatMap(({ layers }) => layers.flatMap((layer) => layer.paths ?? []));
  const unknown = paths.flatMap(({ kind, at }) => (kind === 'unknown' && at !== null ? [at] : []));
  return [...handlers.map(({ handler }) => handler.at), ...unknown];
}

function keyOf({ file, span }: Place): string {
  return `${file}:${span.start}:${span.end}`;
}

/** The handler that a call calls without the request: it returns nothing that Express could take for a handler. */
function calledHandler({ evaluate }: ModuleTexts, node: Call, { scope }: Met): FunctionNode | null {
  const { callee, args } = node;
  const isGiven = args.length > 1 || args.some(({ kind }) => kind === 'identifier' || kind === 'spread');
  if (isGiven || (callee.kind !== 'identifier' && callee.kind !== 'member')) return null;
  if (isOfParameter(callee, scope)) return null;
  const called = evaluate(callee, scope);
  if (called.kind !== 'function' || called.bound.length > 0 || !isHandlerShaped(called.node)) return null;
  const isPlain = returnsOf(called.node).every((one) => one === null || isPlainAnswer(one));
  const takesRequest = called.node.params[0]?.target.kind === 'identifier';
  return isPlain && takesRequest ? called.node : null;
}

/** Whether a value that a handler returns is that of an answer, and no function. */
function isPlainAnswer(value: Expression): boolean {
  switch (value.kind) {
    case 'call':
    case 'await':
    case 'unary':
      return true;
    case 'conditional':
      return isPlainAnswer(value.whenTrue) && isPlainAnswer(value.whenFalse);
    case 'logical':
      return isPlainAnswer(value.right);
    default:
      return false;
  }
}

function report(context: ExpressContext, node: Call, file: string, called: FunctionNode): Report {
  const at = { file, span: node.span };
  const name = context.change.textOf({ file, span: node.callee.span });
  const effect = called.isAsync ? 'gives Express a promise' : 'runs it without a request';
  return {
    at,
    message: `${name} is the handler itself, and calling it here ${effect}, so the program does not start: name it without parentheses.`,
    fixes:
      node.args.length > 0
        ? []
        : fixOf(`Name ${name} without calling it`, 'review', context.change.replace(at, name)),
  };
}
