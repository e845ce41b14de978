// Where a handler reads parameters of the path: `req.params.id`, `const { id } = req.params`, and the like.
import type { Expression, FunctionNode, Pattern, Statement } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';
import type { Span } from '../../text/span';

/** A read of a parameter; `hasFallback` where something else takes its place if there is none. */
export type ParamRead = { readonly name: string; readonly span: Span; readonly hasFallback: boolean };

type Node = Expression | Statement;

/** The parameters of the path that a handler reads in its own text, functions in it included. */
export function paramReads(node: FunctionNode): readonly ParamRead[] {
  const before = known.get(node);
  if (before !== undefined) return before;
  const reads = findReads(node);
  known.set(node, reads);
  return reads;
}

const known = new WeakMap<FunctionNode, readonly ParamRead[]>();

function findReads(node: FunctionNode): readonly ParamRead[] {
  const index = node.params.length === 4 ? 1 : 0;
  const target = node.params[index]?.target;
  if (target === undefined) return [];
  const reads: ParamRead[] = [];
  if (target.kind === 'objectPattern') addPatterns(paramsIn(target), reads);
  const names =
    target.kind === 'identifier'
      ? { request: target.name, params: null }
      : { request: null, params: alias(target) };
  for (const statement of node.body) visit(statement, names, false, reads);
  return reads;
}

/** What the request and its parameters are called. */
type Names = { readonly request: string | null; readonly params: string | null };

function visit(node: Node, names: Names, hasFallback: boolean, reads: ParamRead[]): void {
  if (node.kind === 'member' && isParams(node.object, names)) {
    reads.push({ name: node.name, span: node.span, hasFallback });
    return;
  }
  if (node.kind === 'index' && isParams(node.object, names) && node.index.kind === 'string') {
    reads.push({ name: node.index.value, span: node.span, hasFallback });
    return;
  }
  if (node.kind === 'logical' && node.operator !== '&&') {
    visit(node.left, names, true, reads);
    visit(node.right, names, hasFallback, reads);
    return;
  }
  if (node.kind === 'variable') {
    for (const { target, init } of node.declarations) {
      if (init === null) continue;
      if (isParams(init, names)) addPatterns(target, reads);
      if (init.kind === 'identifier' && init.name === names.request && target.kind === 'objectPattern')
        addPatterns(paramsIn(target), reads);
    }
  }
  for (const child of childrenOf(node)) visit(child, names, false, reads);
}

/** `req.params`, or what it is called where it was taken apart. */
function isParams(node: Expression, { request, params }: Names): boolean {
  if (node.kind === 'identifier') return node.name === params;
  return (
    node.kind === 'member' &&
    node.name === 'params' &&
    node.object.kind === 'identifier' &&
    node.object.name === request
  );
}

/** What a pattern calls the entry `params` of the request. */
function paramsIn(pattern: Extract<Pattern, { kind: 'objectPattern' }>): Pattern | null {
  const entry = pattern.of.find(({ key }) => key.kind === 'name' && key.name === 'params');
  return entry?.target ?? null;
}

function alias(pattern: Pattern): string | null {
  const params = pattern.kind === 'objectPattern' ? paramsIn(pattern) : null;
  return params?.kind === 'identifier' ? params.name : null;
}

function addPatterns(pattern: Pattern | null, reads: ParamRead[]): void {
  if (pattern?.kind !== 'objectPattern') return;
  for (const { key, target, span } of pattern.of) {
    if (key.kind === 'name') reads.push({ name: key.name, span, hasFallback: target.kind === 'default' });
  }
}
