// What handlers do with what a guard puts on the request: read it, or ask whether it is there.
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { childrenOf, walk } from '../../syntax/js/walk';
import { isCalledRequest } from './usual-names';

/** The names that a function puts on the request or into `res.locals`: `user` of `req.user = …`. */
export function namesPutOn(within: FunctionNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(within, (one) => {
    if (one.kind === 'assign' && one.target.kind === 'member' && isForOthers(one.target.object))
      names.add(one.target.name);
    return undefined;
  });
  return names;
}

export type Use = 'none' | 'reads' | 'asks';

/** Whether a function reads one of these members of the request, and asks anywhere whether it is there. */
export function useOf(within: FunctionNode, names: ReadonlySet<string>): Use {
  let use: Use = 'none';
  const visit = (node: Expression | Statement, isCondition: boolean): void => {
    if (node.kind === 'member' && isOnRequest(node, names)) {
      if (isCondition) use = 'asks';
      else if (use === 'none') use = 'reads';
      return;
    }
    if (
      node.kind === 'member' &&
      node.isOptional &&
      node.object.kind === 'member' &&
      isOnRequest(node.object, names)
    ) {
      use = 'asks';
      return;
    }
    for (const child of childrenOf(node)) visit(child, isAsked(node, child, isCondition));
  };
  for (const statement of within.body) visit(statement, false);
  return use;
}

function isOnRequest(node: Extract<Expression, { kind: 'member' }>, names: ReadonlySet<string>): boolean {
  return names.has(node.name) && isForOthers(node.object);
}

/** Whether something is where functions put things for those behind them: the request, or `res.locals`. */
function isForOthers(node: Expression): boolean {
  return node.kind === 'identifier'
    ? isCalledRequest(node.name)
    : node.kind === 'member' && node.name === 'locals';
}

/** Whether a part of a node is only asked whether it is true, equal, or there. */
function isAsked(node: Expression | Statement, child: Expression | Statement, isCondition: boolean): boolean {
  switch (node.kind) {
    case 'if':
    case 'conditional':
      return child === node.test || (node.kind === 'conditional' && isCondition);
    case 'logical':
      return child === node.left || isCondition;
    case 'unary':
      return node.operator === '!' || node.operator === 'typeof';
    case 'binary':
      return true;
    case 'call':
      return isCondition || (node.callee.kind === 'identifier' && node.callee.name === 'Boolean');
    case 'member':
      return isCondition;
    case 'variable':
    case 'assign':
      // What is given a name may be asked later.
      return true;
    default:
      return false;
  }
}
