// Texts and patterns that an expression stands for, one by one, with the places of their literals.
import type { Scope, Value } from '../../kinds/express/values';
import type { Expression, Spread } from '../../syntax/js/tree';
import type { FileId, Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { entryAt } from './literals';

/** One value of a list; `at` is `null` where its literal is not seen. */
export type Listed = { readonly value: Value; readonly at: Place | null; readonly isLiteral: boolean };

/** An expression that has the literals of a value, and the file that it stands in. */
export type Written = { readonly node: Expression; readonly file: FileId };

/** The values of an expression: those of a list or a set, or the one that it is. */
export function literalsOf(context: ExpressContext, expression: Expression, scope: Scope): readonly Listed[] {
  const value = context.evaluate(expression, scope);
  // `OPEN[req.method]`: all lists of a table.
  if (value.kind === 'member' && value.of.kind === 'object' && value.name.kind !== 'string')
    return [...value.of.entries.values()].flatMap((one) => valuesOf(one, declarationOf(context, one)));
  const list = listIn(value);
  const own = setArgument(expression) ?? expression;
  const written =
    own.kind === 'identifier' || own.kind === 'member'
      ? declarationOf(context, list ?? value)
      : { node: own, file: scope.file };
  return valuesOf(list ?? value, written);
}

/** The values of a list with the literals of the expression that it was written as. */
export function valuesOf(value: Value, written: Written | null): readonly Listed[] {
  const values = value.kind === 'array' ? value.elements : [value];
  const node = written?.node;
  const nodes = value.kind === 'array' ? (node?.kind === 'array' ? node.of : []) : [node];
  const isAligned = nodes.length === values.length;
  return values.map((one, i): Listed => {
    const own = isAligned ? nodes[i] : undefined;
    if (own === undefined || own === null || own.kind === 'spread' || written === null) {
      return { value: one, at: null, isLiteral: false };
    }
    const isLiteral = own.kind === 'string' || own.kind === 'regex';
    return { value: one, at: { file: written.file, span: own.span }, isLiteral };
  });
}

/** An entry of a listed object. */
export function entryListed(context: ExpressContext, { value }: Listed, name: string): readonly Listed[] {
  const entry = value.kind === 'object' ? value.entries.get(name) : undefined;
  if (value.kind !== 'object' || entry === undefined) return [];
  const written = value.at === null ? null : entryAt(context, value.at, name);
  if (written === null || value.at === null) return [{ value: entry, at: null, isLiteral: false }];
  const isLiteral = written.value.kind === 'string' || written.value.kind === 'regex';
  return [{ value: entry, at: { file: value.at.file, span: written.value.span }, isLiteral }];
}

/** The array in a value: `new Set([…])` holds one. */
function listIn(value: Value): Value | null {
  if (value.kind === 'array') return value;
  const isSet = value.kind === 'call' && value.callee.kind === 'global' && value.callee.path.at(-1) === 'Set';
  return isSet && value.args[0]?.kind === 'array' ? value.args[0] : null;
}

function setArgument(expression: Expression): Expression | null {
  const [first] = expression.kind === 'new' ? expression.args : [];
  return first === undefined || first.kind === 'spread' ? null : first;
}

/** What a list was declared with, wherever the program names it. */
export function declarationOf(context: ExpressContext, value: Value): Written | null {
  if (value.kind !== 'array') return null;
  let found: Written | null = null;
  context.everything.each(['variable'], ({ node, scope }) => {
    if (found !== null) return;
    for (const { target, init } of node.declarations) {
      if (target.kind !== 'identifier' || init === null) continue;
      const own = setArgument(init) ?? init;
      const named = scope.lookup(target.name);
      if (own.kind !== 'array' || named === null) continue;
      if (named === value || listIn(named) === value) found = { node: own, file: scope.file };
    }
  });
  return found ?? onlyLike(context, value);
}

/** The only literal of the program with these very values: what a call gives to a function has no name. */
function onlyLike(context: ExpressContext, { elements }: Extract<Value, { kind: 'array' }>): Written | null {
  const found: Written[] = [];
  if (elements.length === 0) return null;
  context.everything.each(['array'], ({ node, scope }) => {
    if (node.of.length !== elements.length) return;
    if (elements.every((one, i) => isLiteralOf(node.of[i] ?? null, one)))
      found.push({ node, file: scope.file });
  });
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : null;
}

function isLiteralOf(node: Expression | Spread | null, value: Value): boolean {
  if (node?.kind === 'string') return value.kind === 'string' && value.value === node.value;
  return node?.kind === 'regex' && value.kind === 'regex' && value.pattern === node.pattern;
}
