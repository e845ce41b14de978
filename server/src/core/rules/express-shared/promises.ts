// Which functions of a program answer promises.
import type { Evaluate, FunctionValue, Scope } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';

/** Whether a function answers a promise to some or all of what it may be given. */
export function answersPromise(context: ExpressContext, called: FunctionValue): boolean {
  const { node } = called;
  if (node.isGenerator) return false;
  if (node.isAsync) return true;
  const scope = context.layer.program.evaluator.enter(called, []);
  let found = false;
  for (const statement of node.body) {
    walk(statement, (one) => {
      if (one.kind === 'function') return false;
      if (one.kind === 'return' && one.value !== null)
        found ||= isPromise(one.value, scope, context.evaluate);
      return undefined;
    });
  }
  return found;
}

/** Whether an expression is surely a promise. */
function isPromise(expression: Expression, scope: Scope, evaluate: Evaluate): boolean {
  switch (expression.kind) {
    case 'call':
      return isPromiseCall(expression, scope, evaluate);
    case 'new':
      return expression.callee.kind === 'identifier' && expression.callee.name === 'Promise';
    case 'conditional':
      return (
        isPromise(expression.whenTrue, scope, evaluate) || isPromise(expression.whenFalse, scope, evaluate)
      );
    case 'logical':
      return isPromise(expression.right, scope, evaluate);
    default:
      return false;
  }
}

/** Functions of packages that answer a promise unless they are given a callback. */
const PROMISING = /^(?:bcrypt|bcryptjs)\.(?:compare|hash)$|^argon2\.(?:verify|hash)$|^jose\.\w+Verify$/;

function isPromiseCall(
  call: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
  evaluate: Evaluate,
): boolean {
  const { callee, args } = call;
  if (callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.name)) return true;
  const value = evaluate(callee, scope);
  if (value.kind === 'function') return value.node.isAsync && !value.node.isGenerator;
  if (value.kind === 'global') return /^Promise\.(?:resolve|reject|all|race|any)$/.test(value.path.join('.'));
  if (value.kind !== 'package') return false;
  const name = [value.name, ...value.path.filter((one) => one !== 'default')].join('.');
  return PROMISING.test(name) && args.at(-1)?.kind !== 'function';
}
