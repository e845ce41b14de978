// What callbacks of passport, and the functions behind them, do with the user.
import type { Met } from '../../kinds/express/front';
import type { FunctionValue } from '../../kinds/express/values';
import { some } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';
import { reachedFunctions } from './reached';
import { decidesBy, givesAway, isTested, mentions } from './texts';

/** What a callback `(error, user, info)` does with the user; what it hands him on to may do anything. */
export function useOfUser({ node }: FunctionValue): 'ignores' | 'tests' | 'hands on' {
  const target = node.params[1]?.target;
  if (target === undefined) return mentions(node, 'arguments') ? 'hands on' : 'ignores';
  if (target.kind !== 'identifier') return 'tests';
  if (givesAway(node, target.name)) return 'hands on';
  return decidesBy(node, target.name) ? 'tests' : 'ignores';
}

/** Words for functions that are to let everybody pass, and only find out who it is. */
const OPTIONAL =
  /optional|maybe|anonym|guest|soft|try|attach|populate|load|current|identify|detect|public|if[A-Z_]/i;

export function isOptional({ handler }: Met): boolean {
  const { source } = handler.behaviour;
  const name = source.kind === 'written' ? (source.function.node.name ?? '') : '';
  return OPTIONAL.test(handler.name ?? '') || OPTIONAL.test(name);
}

/** Whether what stands behind the callback may ask who the client is; `isMeant`: any use of the user counts. */
export function asksForUser(
  context: ExpressContext,
  { handler: { behaviour } }: Met,
  isMeant: boolean,
): boolean {
  const { source } = behaviour;
  if (source.kind !== 'written') return source.kind !== 'packaged' || source.role === 'guard';
  const functions = reachedFunctions(context, behaviour);
  return functions.some((one) => {
    const { node } = one;
    if (handsOnRequest(context, one, functions)) return true;
    return isMeant ? mentions(node, 'user') : isTested(node, 'user') || mentions(node, 'isAuthenticated');
  });
}

/** Whether a handler gives the request to a function that is not one of these. */
function handsOnRequest(
  { evaluate }: ExpressContext,
  { node, scope }: FunctionValue,
  functions: readonly FunctionValue[],
): boolean {
  const request = node.params[node.params.length === 4 ? 1 : 0]?.target;
  if (request === undefined) return false;
  if (request.kind !== 'identifier') return true;
  return some(node, (one) => {
    const isGiven =
      one.kind === 'call' && one.args.some((arg) => arg.kind === 'identifier' && arg.name === request.name);
    if (!isGiven) return false;
    const callee = evaluate(one.callee, scope);
    return callee.kind !== 'function' || !functions.some((other) => other.node === callee.node);
  });
}
