// Small questions about the library's nodes, which all of its converters ask.
import * as ts from 'typescript-6';
import type * as js from './tree';

/** What stands in parentheses or has a type put onto it. */
export function unwrapped(node: ts.Expression): ts.Expression | null {
  const isWrapper =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node);
  return isWrapper ? node.expression : null;
}

/** What a name is written as. The parser alone gives identifiers no `text`. */
export function nameOf(
  node: Exclude<ts.PropertyName, ts.ComputedPropertyName> | ts.MemberName | ts.ModuleExportName,
): string {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) ? ts.idText(node) : node.text;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const { modifiers } = node as { readonly modifiers?: readonly ts.ModifierLike[] };
  return modifiers?.some((one) => one.kind === kind) === true;
}

/** A type that is only a name, with dots; `null` for all others. */
export function typeName(type: ts.TypeNode | undefined): js.TypeName | null {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null;
  const name = entityName(type.typeName);
  return name === null ? null : { name };
}

function entityName(name: ts.EntityName): string | null {
  if (ts.isIdentifier(name)) return nameOf(name);
  const left = entityName(name.left);
  return left === null ? null : `${left}.${nameOf(name.right)}`;
}

/** Splits `/pattern/flags`. */
export function regexParts(text: string): { readonly pattern: string; readonly flags: string } {
  const end = text.lastIndexOf('/');
  return end <= 0
    ? { pattern: text.slice(1), flags: '' }
    : { pattern: text.slice(1, end), flags: text.slice(end + 1) };
}

const NO_TRIVIA = /[^\s]/g;
const LINE_END = /[\n\r\u2028\u2029]/g;

/**
 * Where the text of a node starts: behind the white space and the comments that the library counts to it. Most nodes
 * have nothing in front of them or blanks, and are spared the patterns.
 */
export function startOf(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  while (code === BLANK || code === LINE_FEED) code = text.charCodeAt(++at);
  return code > BLANK && code < 128 && code !== SLASH && code !== HASH ? at : behindTrivia(text, from);
}

const BLANK = 32;
const LINE_FEED = 10;
const SLASH = 47;
const HASH = 35;

function behindTrivia(text: string, from: number): number {
  let at = from;
  if (at === 0 && text.startsWith('#!')) at = lineEnd(text, 0);
  for (;;) {
    NO_TRIVIA.lastIndex = at;
    at = NO_TRIVIA.test(text) ? NO_TRIVIA.lastIndex - 1 : text.length;
    if (text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else return at;
  }
}

function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
}
