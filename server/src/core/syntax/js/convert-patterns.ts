// Turns what is given a value, in declarations, parameters and assignments, into patterns of our tree.
import * as ts from 'typescript-6';
import type { Converter } from './convert';
import { nameOf, unwrapped } from './convert-shared';
import type * as js from './tree';

/** A pattern with a default value, where there is one. */
export function withDefault(to: Converter, target: js.Pattern, init: ts.Expression | undefined): js.Pattern {
  if (init === undefined) return target;
  const value = to.expression(init);
  return { kind: 'default', target, value, span: { start: target.span.start, end: value.span.end } };
}

/** A name, or a destructuring, in a declaration. */
export function bindingPattern(to: Converter, name: ts.BindingName): js.Pattern {
  const span = to.span(name);
  if (ts.isIdentifier(name)) return { kind: 'identifier', name: nameOf(name), span };
  const last = name.elements.at(-1);
  const restOf =
    last !== undefined && !ts.isOmittedExpression(last) && last.dotDotDotToken !== undefined ? last : null;
  const rest = restOf === null ? null : bindingPattern(to, restOf.name);
  const part = (one: ts.BindingElement) => withDefault(to, bindingPattern(to, one.name), one.initializer);
  if (ts.isArrayBindingPattern(name)) {
    const of = name.elements
      .filter((one) => one !== restOf)
      .map((one) => (ts.isOmittedExpression(one) ? null : part(one)));
    return { kind: 'arrayPattern', of, rest, span };
  }
  const of = name.elements
    .filter((one) => one !== restOf)
    .map((one): js.PatternProperty => ({ key: keyOf(to, one), target: part(one), span: to.span(one) }));
  return { kind: 'objectPattern', of, rest, span };
}

function keyOf(to: Converter, { propertyName, name }: ts.BindingElement): js.Key {
  if (propertyName !== undefined) return to.key(propertyName);
  return { kind: 'name', name: ts.isIdentifier(name) ? nameOf(name) : '', span: to.span(name) };
}

/** What an assignment gives a value to. */
export function assignedPattern(to: Converter, node: ts.Expression): js.Pattern {
  const inner = unwrapped(node);
  if (inner !== null) return assignedPattern(to, inner);
  if (ts.isObjectLiteralExpression(node)) return assignedObject(to, node);
  if (ts.isArrayLiteralExpression(node)) {
    const rest = node.elements.find(ts.isSpreadElement);
    const of = node.elements
      .filter((one) => one !== rest)
      .map((one) => (ts.isOmittedExpression(one) ? null : assignedPart(to, one)));
    const last = rest === undefined ? null : assignedPattern(to, rest.expression);
    return { kind: 'arrayPattern', of, rest: last, span: to.span(node) };
  }
  const target = to.expression(node);
  if (target.kind === 'identifier' || target.kind === 'member' || target.kind === 'index') return target;
  return { kind: 'opaque', what: 'target', of: [target], span: target.span };
}

function assignedPart(to: Converter, node: ts.Expression): js.Pattern {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return withDefault(to, assignedPattern(to, node.left), node.right);
  }
  return assignedPattern(to, node);
}

function assignedObject(to: Converter, node: ts.ObjectLiteralExpression): js.Pattern {
  const of: js.PatternProperty[] = [];
  let rest: js.Pattern | null = null;
  for (const one of node.properties) {
    const span = to.span(one);
    if (ts.isPropertyAssignment(one)) {
      of.push({ key: to.key(one.name), target: assignedPart(to, one.initializer), span });
    } else if (ts.isShorthandPropertyAssignment(one)) {
      const target = withDefault(to, assignedPattern(to, one.name), one.objectAssignmentInitializer);
      of.push({ key: to.key(one.name), target, span });
    } else if (ts.isSpreadAssignment(one)) rest = assignedPattern(to, one.expression);
  }
  return { kind: 'objectPattern', of, rest, span: to.span(node) };
}
