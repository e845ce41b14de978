// Turns the library's functions and classes into those of our tree.
import * as ts from 'typescript-6';
import type { Converter } from './convert';
import { bindingPattern, withDefault } from './convert-patterns';
import { hasModifier, nameOf, typeName } from './convert-shared';
import type * as js from './tree';

const NOWHERE = { start: 0, end: 0 };

const EMPTY_FUNCTION: js.FunctionNode = {
  kind: 'function',
  name: null,
  isArrow: false,
  isAsync: false,
  isGenerator: false,
  params: [],
  body: [],
  bodySpan: NOWHERE,
  span: NOWHERE,
};

/** A function of any form, with its body; one without (an overload, a broken text) has no statements. */
export function functionNode(
  to: Converter,
  node: ts.FunctionLikeDeclaration,
  body: ts.ConciseBody | undefined,
): js.FunctionNode {
  const statements = (): readonly js.Statement[] => {
    if (body === undefined) return [];
    if (ts.isBlock(body)) return to.statements(body.statements);
    return [{ kind: 'return', value: to.expression(body), span: to.span(body) }];
  };
  return {
    kind: 'function',
    name: node.name !== undefined && ts.isIdentifier(node.name) ? nameOf(node.name) : null,
    isArrow: ts.isArrowFunction(node),
    isAsync: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
    isGenerator: node.asteriskToken !== undefined,
    params: node.parameters.filter((one) => !isThisParam(one)).map((one) => paramOf(to, one)),
    body: statements(),
    bodySpan: body === undefined ? { start: node.end, end: node.end } : to.span(body),
    span: to.span(node),
  };
}

/** TypeScript's `this: Type` is no parameter. */
function isThisParam({ name }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && nameOf(name) === 'this';
}

function paramOf(to: Converter, node: ts.ParameterDeclaration): js.Param {
  return {
    target: withDefault(to, bindingPattern(to, node.name), node.initializer),
    isRest: node.dotDotDotToken !== undefined,
    type: typeName(node.type),
    decorators: decoratorsOf(to, node),
    span: to.span(node),
  };
}

export function classNode(to: Converter, node: ts.ClassLikeDeclaration): js.ClassNode {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return {
    kind: 'class',
    name: node.name === undefined ? null : nameOf(node.name),
    extends: base === undefined ? null : to.expression(base.expression),
    members: node.members.flatMap((member) => classMember(to, member) ?? []),
    isDecorated: hasModifier(node, ts.SyntaxKind.Decorator),
    decorators: decoratorsOf(to, node),
    span: to.span(node),
  };
}

const UNDECORATED: readonly js.Expression[] = [];

function decoratorsOf(to: Converter, node: ts.Node): readonly js.Expression[] {
  const all = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
  return all?.map(({ expression }) => to.expression(expression)) ?? UNDECORATED;
}

/** A member that has something to run; `null` for overloads, index signatures and what is only declared. */
function classMember(to: Converter, node: ts.ClassElement): js.ClassMember | null {
  const common = {
    isStatic: hasModifier(node, ts.SyntaxKind.StaticKeyword),
    isDecorated: hasModifier(node, ts.SyntaxKind.Decorator),
    decorators: decoratorsOf(to, node),
    span: to.span(node),
    type: null,
    fieldParams: [],
    key: null,
  };
  if (ts.isConstructorDeclaration(node)) {
    if (node.body === undefined) return null;
    const fieldParams = node.parameters.flatMap(({ name, modifiers }) =>
      modifiers !== undefined && modifiers.length > 0 && ts.isIdentifier(name) ? [nameOf(name)] : [],
    );
    return { ...common, kind: 'constructor', value: functionNode(to, node, node.body), fieldParams };
  }
  if (ts.isClassStaticBlockDeclaration(node)) {
    const body = to.statements(node.body.statements);
    const value = { ...EMPTY_FUNCTION, body, bodySpan: to.span(node.body), span: common.span };
    return { ...common, kind: 'staticBlock', value };
  }
  if (ts.isPropertyDeclaration(node)) {
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return null;
    const value = node.initializer === undefined ? null : to.expression(node.initializer);
    return { ...common, kind: 'field', key: to.key(node.name), value, type: typeName(node.type) };
  }
  if (ts.isMethodDeclaration(node) || ts.isGetAccessor(node) || ts.isSetAccessor(node)) {
    if (node.body === undefined) return null;
    const kind = ts.isMethodDeclaration(node) ? 'method' : ts.isGetAccessor(node) ? 'getter' : 'setter';
    return { ...common, kind, key: to.key(node.name), value: functionNode(to, node, node.body) };
  }
  return null;
}
