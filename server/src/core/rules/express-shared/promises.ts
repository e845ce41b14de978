// Which functions of a program answer promises.
import type { FunctionValue, Scope } from '../../kinds/express/values';
import type { Call, Expression } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';

/** Whether a function answers a promise to some or all of what it may be given. */
export function answersPromise(context: ExpressContext, called: FunctionValue, depth = 0): boolean {
  const { node } = called;
  if (node.isGenerator || depth > MAX_CALLS) return false;
  if (node.isAsync) return true;
  const scope = context.layer.program.evaluator.enter(called, []);
  let found = false;
  for (const statement of node.body) {
    walk(statement, (one) => {
      if (one.kind === 'function') return false;
      if (one.kind === 'return' && one.value !== null)
        found ||= isPromise(one.value, { context, scope, depth });
      return undefined;
    });
  }
  return found;
}

/** Functions that answer what others do are followed so far. */
const MAX_CALLS = 4;

type Around = { readonly context: ExpressContext; readonly scope: Scope; readonly depth: number };

/** Whether an expression is surely a promise. */
function isPromise(expression: Expression, around: Around): boolean {
  switch (expression.kind) {
    case 'call':
      return isPromiseCall(expression, around);
    case 'new':
      return expression.callee.kind === 'identifier' && expression.callee.name === 'Promise';
    case 'conditional':
      return isPromise(expression.whenTrue, around) || isPromise(expression.whenFalse, around);
    case 'logical':
      return isPromise(expression.right, around);
    default:
      return false;
  }
}

/** Functions of packages that answer a promise unless they are given a callback. */
const PROMISING = /^(?:bcrypt|bcryptjs)\.(?:compare|hash)$|^argon2\.(?:verify|hash)$|^jose\.\w+Verify$/;

function isPromiseCall({ callee, args }: Call, { context, scope, depth }: Around): boolean {
  if (callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.name)) return true;
  const value = context.evaluate(callee, scope);
  if (value.kind === 'function') return answersPromise(context, value, depth + 1);
  if (value.kind === 'global') return /^Promise\.(?:resolve|reject|all|race|any)$/.test(value.path.join('.'));
  if (value.kind !== 'package') return false;
  const name = [value.name, ...value.path.filter((one) => one !== 'default')].join('.');
  return PROMISING.test(name) && args.at(-1)?.kind !== 'function';
}
