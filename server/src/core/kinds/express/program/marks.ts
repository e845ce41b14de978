// The places in code that may change something: gone through once, for all who ask what changes.
import type { Expression, FunctionNode, Statement } from '../../../syntax/js/tree';
import { childrenOf, walk } from '../../../syntax/js/walk';

type Node = Expression | Statement;

/** The places in some code itself, and the functions that stand right in it, each in the order of the text. */
export type Marks = { readonly own: readonly Node[]; readonly functions: readonly FunctionNode[] };

const known = new WeakMap<object, Marks>();

/** What stands in a list of statements. */
export function marksIn(statements: readonly Statement[]): Marks {
  return marked(statements, statements);
}

/** What stands in a function, the defaults of its parameters included. */
export function marksOf(node: FunctionNode): Marks {
  const isPlain = node.params.every(({ target }) => target.kind === 'identifier');
  return isPlain ? marksIn(node.body) : marked(node, childrenOf(node));
}

function marked(key: object, code: readonly Node[]): Marks {
  const before = known.get(key);
  if (before !== undefined) return before;
  const own: Node[] = [];
  const functions: FunctionNode[] = [];
  const visit = (node: Node): boolean => {
    if (node.kind === 'function') functions.push(node);
    else if (mayChange(node)) own.push(node);
    return node.kind !== 'function';
  };
  for (const one of code) walk(one, visit);
  const made = { own, functions };
  known.set(key, made);
  return made;
}

/** All functions in some code, outer ones first. */
export function functionsWithin({ functions }: Marks): readonly FunctionNode[] {
  return functions.flatMap((one) => [one, ...functionsWithin(marksOf(one))]);
}

function mayChange(node: Node): boolean {
  switch (node.kind) {
    case 'assign':
    case 'variable':
      return true;
    case 'opaque':
      return isStep(node.what);
    case 'unary':
      return node.operator === 'delete';
    case 'call':
      return node.callee.kind === 'member';
    case 'member':
      return node.name === 'locals' || isNamedLocals(node.object);
    case 'index':
      return isNamedLocals(node.object);
    default:
      return false;
  }
}

/** What an app holds for all is changed by who is handed it, too. */
function isNamedLocals(node: Expression): boolean {
  return (node.kind === 'identifier' || node.kind === 'member') && node.name === 'locals';
}

/** `++` and `--`. */
export function isStep(what: string): boolean {
  return what === '++' || what === '--';
}
