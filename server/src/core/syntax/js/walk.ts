// Walks a tree: every statement and expression once, outer ones first.
import type { Argument, Expression, FunctionNode, Key, Pattern, Statement } from './tree';

/** What is met: `depth` counts the functions around it that the walk has entered. Answer `false` to stay out of it. */
export type Visit = (node: Expression | Statement, depth: number) => boolean | undefined;

/** Visits a statement or expression and everything in it. */
export function walk(node: Expression | Statement, visit: Visit, depth = 0): void {
  if (visit(node, depth) === false) return;
  const inner = node.kind === 'function' ? depth + 1 : depth;
  for (const child of childrenOf(node)) walk(child, visit, inner);
}

/** Whether something in a statement or expression is so, itself included. */
export function some(node: Expression | Statement, is: (one: Expression | Statement) => boolean): boolean {
  let found = false;
  walk(node, (one) => {
    found ||= is(one);
    return !found;
  });
  return found;
}

type Child = Expression | Statement;

/** The expressions and statements right below one. */
export function childrenOf(node: Child): readonly Child[] {
  switch (node.kind) {
    case 'template':
    case 'sequence':
    case 'opaque':
      return node.of;
    case 'array':
      return node.of.flatMap((one) => (one === null ? [] : [argument(one)]));
    case 'object':
      return node.of.flatMap((one) => (one.kind === 'spread' ? [one.value] : [...inKey(one.key), one.value]));
    case 'function':
      return inFunction(node);
    case 'class':
      return [
        ...(node.extends === null ? [] : [node.extends]),
        ...node.members.flatMap(({ key, value }) => [
          ...(key === null ? [] : inKey(key)),
          ...(value === null ? [] : [value]),
        ]),
      ];
    case 'call':
    case 'new':
      return [node.callee, ...node.args.map(argument)];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'unary':
      return [node.operand];
    case 'binary':
    case 'logical':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse];
    case 'assign':
      return [...inPattern(node.target), node.value];
    case 'await':
      return [node.value];
    case 'importCall':
      return node.source === null ? [] : [node.source];
    default:
      return inStatement(node);
  }
}

function inStatement(node: Exclude<Child, { kind: 'template' | 'sequence' | 'opaque' }>): readonly Child[] {
  switch (node.kind) {
    case 'variable':
      return node.declarations.flatMap(({ target, init }) => [
        ...inPattern(target),
        ...(init === null ? [] : [init]),
      ]);
    case 'functionDeclaration':
      return [node.function];
    case 'classDeclaration':
      return [node.class];
    case 'expression':
    case 'exportDefault':
    case 'exportAssign':
      return [node.value];
    case 'return':
    case 'throw':
      return node.value === null ? [] : [node.value];
    case 'if':
      return [node.test, node.whenTrue, ...(node.whenFalse === null ? [] : [node.whenFalse])];
    case 'for':
      return [node.init, node.test, node.update, node.body].flatMap((one) => (one === null ? [] : [one]));
    case 'forEach':
      return [...inPattern(node.target), node.values, node.body];
    case 'while':
      return [node.test, node.body];
    case 'switch':
      return [
        node.subject,
        ...node.cases.flatMap(({ test, body }): readonly Child[] => (test === null ? body : [test, ...body])),
      ];
    case 'try':
      return [...node.body, ...(node.handler ?? []), ...(node.finalizer ?? [])];
    case 'block':
      return node.body;
    case 'labeled':
      return [node.body];
    default:
      return [];
  }
}

function inFunction(node: FunctionNode): readonly Child[] {
  return [...node.params.flatMap(({ target }) => inPattern(target)), ...node.body];
}

function argument(one: Argument): Expression {
  return one.kind === 'spread' ? one.value : one;
}

function inKey(key: Key): readonly Expression[] {
  return key.kind === 'computed' ? [key.expression] : [];
}

/** The expressions of a pattern: defaults, computed keys, and the objects whose members it changes. */
function inPattern(pattern: Pattern): readonly Child[] {
  switch (pattern.kind) {
    case 'identifier':
      return [];
    case 'member':
      return [pattern.object];
    case 'index':
      return [pattern.object, pattern.index];
    case 'default':
      return [...inPattern(pattern.target), pattern.value];
    case 'objectPattern':
      return [
        ...pattern.of.flatMap(({ key, target }) => [...inKey(key), ...inPattern(target)]),
        ...(pattern.rest === null ? [] : inPattern(pattern.rest)),
      ];
    case 'arrayPattern':
      return [...pattern.of, pattern.rest].flatMap((one) => (one === null ? [] : inPattern(one)));
    case 'opaque':
      return pattern.of;
  }
}
