// Which values of a program are Express's response, and chains of calls on it.
import type { Scope, Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import type { ExpressContext } from '../express-rule';
import { isCalledResponse } from './usual-names';

/** Whether a chain of calls starts at the response: `res.status(200).cookie(…)`. */
export function startsAtResponse({ evaluate }: ExpressContext, callee: Expression, scope: Scope): boolean {
  let root = callee;
  while (root.kind === 'member' || root.kind === 'call')
    root = root.kind === 'member' ? root.object : root.callee;
  return root.kind === 'identifier' && isResponse(evaluate(root, scope));
}

function isResponse(value: Value): boolean {
  return value.kind === 'parameter' && (value.role === 'res' || isCalledResponse(value.name));
}
