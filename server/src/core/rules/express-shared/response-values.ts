// Which values of a program are Express's response, and chains of calls on it.
import type { Scope, Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { isHandlersResponse } from './request-values';
import { isCalledResponse } from './usual-names';

/** Whether a chain of calls starts at the response: `res.status(200).cookie(…)`. */
export function startsAtResponse(context: ExpressContext, callee: Expression, scope: Scope): boolean {
  let root = callee;
  while (root.kind === 'member' || root.kind === 'call')
    root = root.kind === 'member' ? root.object : root.callee;
  return root.kind === 'identifier' && isResponse(context, context.evaluate(root, scope));
}

function isResponse(context: ExpressContext, value: Value): boolean {
  if (value.kind !== 'parameter') return false;
  return value.role === 'res' || isCalledResponse(value.name) || isHandlersResponse(context, value);
}
