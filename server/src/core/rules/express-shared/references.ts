// Where a function reads one of its own parameters, and not another variable of the same name.
import { namesIn } from '../../kinds/express/program/hoist';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';

type Node = Expression | Statement;

/** Whether a function reads a parameter of this name; functions and `catch` in it may have one of their own. */
export function readsParameter(node: FunctionNode, name: string): boolean {
  const defaults = node.params.flatMap(({ target }) => (target.kind === 'default' ? [target.value] : []));
  return [...defaults, ...node.body].some((one) => reads(one, name));
}

function reads(node: Node, name: string): boolean {
  switch (node.kind) {
    case 'identifier':
      return node.name === name;
    case 'function':
      return !node.params.some(({ target }) => namesIn(target).includes(name)) && readsParameter(node, name);
    case 'try': {
      const isOwn = node.param !== null && namesIn(node.param).includes(name);
      const parts = [...node.body, ...(isOwn ? [] : (node.handler ?? [])), ...(node.finalizer ?? [])];
      return parts.some((one) => reads(one, name));
    }
    default:
      return childrenOf(node).some((one) => reads(one, name));
  }
}
