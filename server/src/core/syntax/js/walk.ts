// Walks a tree: every statement and expression once, outer ones first.
import type { Argument, Expression, Key, ObjectLiteral, Pattern, Statement } from './tree';

/** What is met: `depth` counts the functions around it that the walk has entered. Answer `false` to stay out of it. */
export type Visit = (node: Expression | Statement, depth: number) => boolean | undefined;

/** Visits a statement or expression and everything in it. */
export function walk(node: Expression | Statement, visit: Visit, depth = 0): void {
  if (visit(node, depth) === false) return;
  eachChild(node, walk, visit, node.kind === 'function' ? depth + 1 : depth);
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
  const found: Child[] = [];
  eachChild(node, collect, found, null);
  return found;
}

function collect(child: Child, found: Child[]): void {
  found.push(child);
}

/** Is called with a child, and with what was given along for it. */
type Each<A, B> = (child: Child, a: A, b: B) => void;

/**
 * Visits the expressions and statements right below one, in their order. Trees are walked so often that neither a list
 * nor a function is made for each node: what the visitor needs is given along. What is met most comes first.
 */
export function eachChild<A, B>(node: Child, visit: Each<A, B>, a: A, b: B): void {
  switch (node.kind) {
    case 'identifier':
    case 'string':
    case 'number':
    case 'this':
      return;
    case 'member':
      visit(node.object, a, b);
      return;
    case 'call':
    case 'new':
      visit(node.callee, a, b);
      inArguments(node.args, visit, a, b);
      return;
    case 'expression':
    case 'await':
      visit(node.value, a, b);
      return;
    case 'object':
      inObject(node, visit, a, b);
      return;
    case 'binary':
    case 'logical':
      visit(node.left, a, b);
      visit(node.right, a, b);
      return;
    case 'template':
    case 'sequence':
    case 'opaque':
      inList(node.of, visit, a, b);
      return;
    case 'function':
      for (const { target } of node.params) inPattern(target, visit, a, b);
      inList(node.body, visit, a, b);
      return;
    case 'block':
      inList(node.body, visit, a, b);
      return;
    default:
      inExpression(node, visit, a, b);
  }
}

type Rest = Exclude<Expression, { kind: 'opaque' }> | Statement;

function inExpression<A, B>(node: Rest, visit: Each<A, B>, a: A, b: B): void {
  switch (node.kind) {
    case 'array':
      inArguments(node.of, visit, a, b);
      return;
    case 'index':
      visit(node.object, a, b);
      visit(node.index, a, b);
      return;
    case 'unary':
      visit(node.operand, a, b);
      return;
    case 'conditional':
      visit(node.test, a, b);
      visit(node.whenTrue, a, b);
      visit(node.whenFalse, a, b);
      return;
    case 'assign':
      inPattern(node.target, visit, a, b);
      visit(node.value, a, b);
      return;
    case 'importCall':
      visitIf(node.source, visit, a, b);
      return;
    case 'class':
      visitIf(node.extends, visit, a, b);
      for (const { key, value } of node.members) {
        if (key !== null) inKey(key, visit, a, b);
        visitIf(value, visit, a, b);
      }
      return;
    default:
      inStatement(node, visit, a, b);
  }
}

function inStatement<A, B>(node: Rest, visit: Each<A, B>, a: A, b: B): void {
  switch (node.kind) {
    case 'variable':
      for (const { target, init } of node.declarations) {
        inPattern(target, visit, a, b);
        visitIf(init, visit, a, b);
      }
      return;
    case 'if':
      visit(node.test, a, b);
      visit(node.whenTrue, a, b);
      visitIf(node.whenFalse, visit, a, b);
      return;
    case 'return':
    case 'throw':
      visitIf(node.value, visit, a, b);
      return;
    case 'functionDeclaration':
      visit(node.function, a, b);
      return;
    case 'classDeclaration':
      visit(node.class, a, b);
      return;
    case 'exportDefault':
    case 'exportAssign':
      visit(node.value, a, b);
      return;
    case 'try':
      inList(node.body, visit, a, b);
      if (node.handler !== null) inList(node.handler, visit, a, b);
      if (node.finalizer !== null) inList(node.finalizer, visit, a, b);
      return;
    default:
      inLoop(node, visit, a, b);
  }
}

function inLoop<A, B>(node: Rest, visit: Each<A, B>, a: A, b: B): void {
  switch (node.kind) {
    case 'for':
      visitIf(node.init, visit, a, b);
      visitIf(node.test, visit, a, b);
      visitIf(node.update, visit, a, b);
      visit(node.body, a, b);
      return;
    case 'forEach':
      inPattern(node.target, visit, a, b);
      visit(node.values, a, b);
      visit(node.body, a, b);
      return;
    case 'while':
      visit(node.test, a, b);
      visit(node.body, a, b);
      return;
    case 'switch':
      visit(node.subject, a, b);
      for (const { test, body } of node.cases) {
        visitIf(test, visit, a, b);
        inList(body, visit, a, b);
      }
      return;
    case 'labeled':
      visit(node.body, a, b);
      return;
    default:
      return;
  }
}

function visitIf<A, B>(node: Child | null, visit: Each<A, B>, a: A, b: B): void {
  if (node !== null) visit(node, a, b);
}

function inList<A, B>(list: readonly Child[], visit: Each<A, B>, a: A, b: B): void {
  for (let i = 0; i < list.length; i++) {
    const one = list[i];
    if (one !== undefined) visit(one, a, b);
  }
}

/** Arguments and the elements of a list, which may have holes. */
function inArguments<A, B>(list: readonly (Argument | null)[], visit: Each<A, B>, a: A, b: B): void {
  for (let i = 0; i < list.length; i++) {
    const one = list[i];
    if (one) visit(one.kind === 'spread' ? one.value : one, a, b);
  }
}

function inObject<A, B>({ of }: ObjectLiteral, visit: Each<A, B>, a: A, b: B): void {
  for (let i = 0; i < of.length; i++) {
    const one = of[i];
    if (one?.kind === 'property') inKey(one.key, visit, a, b);
    if (one !== undefined) visit(one.value, a, b);
  }
}

function inKey<A, B>(key: Key, visit: Each<A, B>, a: A, b: B): void {
  if (key.kind === 'computed') visit(key.expression, a, b);
}

/** The expressions of a pattern: defaults, computed keys, and the objects whose members it changes. */
function inPattern<A, B>(pattern: Pattern, visit: Each<A, B>, a: A, b: B): void {
  switch (pattern.kind) {
    case 'identifier':
      return;
    case 'member':
      visit(pattern.object, a, b);
      return;
    case 'index':
      visit(pattern.object, a, b);
      visit(pattern.index, a, b);
      return;
    case 'default':
      inPattern(pattern.target, visit, a, b);
      visit(pattern.value, a, b);
      return;
    case 'objectPattern':
      for (const { key, target } of pattern.of) {
        inKey(key, visit, a, b);
        inPattern(target, visit, a, b);
      }
      if (pattern.rest !== null) inPattern(pattern.rest, visit, a, b);
      return;
    case 'arrayPattern':
      for (const one of pattern.of) if (one !== null) inPattern(one, visit, a, b);
      if (pattern.rest !== null) inPattern(pattern.rest, visit, a, b);
      return;
    case 'opaque':
      inList(pattern.of, visit, a, b);
      return;
  }
}
