// Functions that make handlers, and functions that are handlers.
import { readBehaviour } from '../../kinds/express/behaviour/read';
import type { FunctionValue, Value } from '../../kinds/express/values';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';
import { surroundings } from './surroundings';
import { isCalledRequest, isCalledResponse } from './usual-names';

/** Whether a function declares the request and the response in front, or what is taken out of them. */
export function isHandlerShaped({ params }: FunctionNode): boolean {
  const [request, response] = params.map(({ target }) => (target.kind === 'identifier' ? target.name : ''));
  return isCalledRequest(request ?? '') && isCalledResponse(response ?? '');
}

/** Whether a function may be one that makes handlers, by its shape. */
export function mayMakeHandlers(node: FunctionNode): boolean {
  return !isHandlerShaped(node) && !node.isAsync && !node.isGenerator;
}

/** Whether all that a function returns are handlers, its own or a package's. */
export function makesHandlers(context: ExpressContext, called: FunctionValue): boolean {
  const { node } = called;
  if (!mayMakeHandlers(node)) return false;
  const { evaluator } = context.layer.program;
  const args = node.params.map(
    ({ span }): Value => ({ kind: 'unknown', reason: 'nobody calls it', at: { file: called.at.file, span } }),
  );
  const scope = evaluator.enter(called, args);
  const returned = returnsOf(node);
  return (
    returned.length > 0 &&
    returned.every((one) => one !== null && isHandler(context, evaluator.evaluate(one, scope)))
  );
}

function isHandler(context: ExpressContext, value: Value): boolean {
  if (value.kind === 'function') return isHandlerShaped(value.node);
  if (value.kind !== 'call') return false;
  const around = surroundings(context);
  return readBehaviour(value, null, around, value.at).source.kind === 'packaged';
}

/** What a function returns, without the functions in it; `null` for a return of nothing. */
export function returnsOf({ body }: FunctionNode): readonly (Expression | null)[] {
  const found: (Expression | null)[] = [];
  const visit = (node: Expression | Statement): void => {
    if (node.kind === 'return') found.push(node.value);
    else if (node.kind !== 'function' && node.kind !== 'class')
      for (const child of childrenOf(node)) visit(child);
  };
  for (const statement of body) visit(statement);
  return found;
}
