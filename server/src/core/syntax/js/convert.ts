// Turns the library's tree into ours: expressions and patterns. Types, parentheses and casts are left out.
import * as ts from 'typescript-6';
import { classNode, functionNode } from './convert-functions';
import { namespaceOf } from './convert-namespaces';
import { assignedPattern } from './convert-patterns';
import { nameOf, regexParts, startOf, unwrapped } from './convert-shared';
import { statement } from './convert-statements';
import type * as js from './tree';

/** Deeper than this an expression is opaque, so that no reader of the tree overflows. */
const MAX_DEPTH = 800;

export class Converter {
  readonly #text: string;
  #depth = 0;
  /** What stands in a list of arguments that is not closed, and is no argument: the statements that follow it. */
  #swallowed: readonly js.Statement[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  statements(nodes: readonly ts.Statement[]): readonly js.Statement[] {
    return nodes.flatMap((node) => {
      const own = ts.isModuleDeclaration(node) ? namespaceOf(this, node, nodes) : this.statement(node);
      if (this.#swallowed.length === 0) return own;
      const all = [own, this.#swallowed].flat();
      this.#swallowed = [];
      return all;
    });
  }

  statement(node: ts.Statement): js.Statement {
    return statement(this, node);
  }

  span(node: ts.Node): js.Identifier['span'] {
    const { pos, end } = node;
    return { start: Math.min(startOf(this.#text, pos), end), end };
  }

  expression(node: ts.Expression): js.Expression {
    if (this.#depth >= MAX_DEPTH) return { kind: 'opaque', what: 'deep', of: [], span: this.span(node) };
    this.#depth++;
    const expression = this.#expression(node);
    this.#depth--;
    return expression;
  }

  /** What programs have most of comes first: each question in vain is asked of every expression. */
  #expression(node: ts.Expression): js.Expression {
    if (ts.isIdentifier(node)) return { kind: 'identifier', name: ts.idText(node), span: this.span(node) };
    if (ts.isPropertyAccessExpression(node)) return this.#member(node);
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      return { kind: 'string', value: node.text, span: this.span(node) };
    }
    if (ts.isObjectLiteralExpression(node)) return this.#object(node);
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return functionNode(this, node, node.body);
    if (ts.isNumericLiteral(node)) return { kind: 'number', value: Number(node.text), span: this.span(node) };
    const inner = unwrapped(node);
    return inner === null ? this.#rarer(node, this.span(node)) : this.expression(inner);
  }

  #rarer(node: ts.Expression, span: Span): js.Expression {
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
      case ts.SyntaxKind.FalseKeyword:
        return { kind: 'boolean', value: node.kind === ts.SyntaxKind.TrueKeyword, span };
      case ts.SyntaxKind.NullKeyword:
        return { kind: 'null', span };
      case ts.SyntaxKind.ThisKeyword:
        return { kind: 'this', span };
      case ts.SyntaxKind.SuperKeyword:
        return { kind: 'super', span };
      case ts.SyntaxKind.MetaProperty:
        return { kind: 'importMeta', span };
      default:
    }
    if (ts.isAwaitExpression(node)) return { kind: 'await', value: this.expression(node.expression), span };
    if (ts.isTemplateExpression(node)) {
      const texts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      const of = node.templateSpans.map(({ expression }) => this.expression(expression));
      return { kind: 'template', texts, of, span };
    }
    if (ts.isArrayLiteralExpression(node)) return { kind: 'array', of: this.#elements(node.elements), span };
    if (ts.isElementAccessExpression(node)) {
      return {
        kind: 'index',
        object: this.expression(node.expression),
        index: this.expression(node.argumentExpression),
        isOptional: node.questionDotToken !== undefined,
        span,
      };
    }
    if (ts.isConditionalExpression(node)) {
      return {
        kind: 'conditional',
        test: this.expression(node.condition),
        whenTrue: this.expression(node.whenTrue),
        whenFalse: this.expression(node.whenFalse),
        span,
      };
    }
    if (ts.isNewExpression(node)) return this.#new(node, span);
    if (ts.isRegularExpressionLiteral(node)) return { ...regexParts(node.text), kind: 'regex', span };
    if (ts.isClassExpression(node)) return classNode(this, node);
    const unary = unaryOf(node);
    if (unary !== null) return { kind: 'unary', ...unary, operand: this.expression(unary.operand), span };
    const isOfAll = ts.isYieldExpression(node) && node.asteriskToken !== undefined;
    const what = isOfAll ? 'yield*' : (stepOf(node) ?? ts.SyntaxKind[node.kind] ?? 'unknown');
    return { kind: 'opaque', what, of: this.#inside(node), span };
  }

  /** The outermost expressions in a node that is not told apart. */
  #inside(node: ts.Node): readonly js.Expression[] {
    const of: js.Expression[] = [];
    const visit = (child: ts.Node): void => {
      if (ts.isTypeNode(child)) return;
      if (ts.isExpression(child)) of.push(this.expression(child));
      else ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return of;
  }

  #member(node: ts.PropertyAccessExpression): js.Member {
    return {
      kind: 'member',
      object: this.expression(node.expression),
      name: nameOf(node.name),
      nameSpan: this.span(node.name),
      isOptional: node.questionDotToken !== undefined,
      span: this.span(node),
    };
  }

  #call(node: ts.CallExpression): js.Expression {
    const span = this.span(node);
    const args = this.#args(node.arguments, node.end);
    if (node.expression.kind === IMPORT) {
      const source = args[0];
      return {
        kind: 'importCall',
        source: source === undefined || source.kind === 'spread' ? null : source,
        span,
      };
    }
    return {
      kind: 'call',
      callee: this.expression(node.expression),
      args,
      isOptional: node.questionDotToken !== undefined,
      argsSpan: { start: this.#openParen(node.arguments), end: node.end },
      span,
    };
  }

  #new(node: ts.NewExpression, span: Span): js.New {
    const argsSpan =
      node.arguments === undefined
        ? { start: node.end, end: node.end }
        : { start: this.#openParen(node.arguments), end: node.end };
    return {
      kind: 'new',
      callee: this.expression(node.expression),
      args: this.#args(node.arguments ?? [], node.end),
      argsSpan,
      span,
    };
  }

  /** The list of arguments starts right behind its parenthesis. */
  #openParen(args: ts.NodeArray<ts.Expression>): number {
    return Math.max(0, args.pos - 1);
  }

  /** The arguments of a call that ends at `closed`. In a half-typed one the library takes the next statement for one. */
  #args(nodes: readonly ts.Expression[], closed: number): readonly js.Argument[] {
    const isOpen = nodes.at(-1)?.end === closed;
    const end = nodes.findIndex((node, i) => {
      if (i === 0) return false;
      if (this.#text[node.pos - 1] !== ',') return true;
      const isLast = i === nodes.length - 1;
      return isOpen && isLast && ts.isCallExpression(node) && this.#isOnNextLine(node.pos);
    });
    const args = (end < 0 ? nodes : nodes.slice(0, end)).map((node) =>
      ts.isSpreadElement(node) ? this.#spread(node) : this.expression(node),
    );
    if (end > 0) {
      this.#swallowed = nodes.slice(end).map((node) => {
        const value = this.expression(node);
        return { kind: 'expression', value, span: value.span };
      });
    }
    return args;
  }

  #isOnNextLine(pos: number): boolean {
    return this.#text.slice(pos, startOf(this.#text, pos)).includes('\n');
  }

  #elements(nodes: readonly ts.Expression[]): js.ArrayLiteral['of'] {
    return nodes.map((node) => {
      if (ts.isOmittedExpression(node)) return null;
      return ts.isSpreadElement(node) ? this.#spread(node) : this.expression(node);
    });
  }

  #spread(node: ts.SpreadElement | ts.SpreadAssignment): js.Spread {
    return { kind: 'spread', value: this.expression(node.expression), span: this.span(node) };
  }

  #object(node: ts.ObjectLiteralExpression): js.ObjectLiteral {
    const of = node.properties.map((property): js.Property | js.Spread => {
      const span = this.span(property);
      if (ts.isSpreadAssignment(property)) return this.#spread(property);
      const key = this.key(property.name);
      if (ts.isPropertyAssignment(property)) {
        return { kind: 'property', key, value: this.expression(property.initializer), accessor: false, span };
      }
      if (ts.isShorthandPropertyAssignment(property)) {
        return { kind: 'property', key, value: this.expression(property.name), accessor: false, span };
      }
      const accessor = !ts.isMethodDeclaration(property);
      return { kind: 'property', key, value: functionNode(this, property, property.body), accessor, span };
    });
    return { kind: 'object', of, span: this.span(node) };
  }

  key(name: ts.PropertyName): js.Key {
    const span = this.span(name);
    if (ts.isComputedPropertyName(name)) {
      const expression = this.expression(name.expression);
      if (expression.kind === 'string') return { kind: 'name', name: expression.value, span };
      return { kind: 'computed', expression, span };
    }
    return { kind: 'name', name: nameOf(name), span };
  }

  #binary(node: ts.BinaryExpression): js.Expression {
    const span = this.span(node);
    const operator = ts.tokenToString(node.operatorToken.kind) ?? '';
    const kind = node.operatorToken.kind;
    if (kind >= FIRST_ASSIGNMENT && kind <= LAST_ASSIGNMENT) {
      const target = assignedPattern(this, node.left);
      return { kind: 'assign', operator, target, value: this.expression(node.right), span };
    }
    const left = this.expression(node.left);
    const right = this.expression(node.right);
    if (operator === ',') {
      return { kind: 'sequence', of: left.kind === 'sequence' ? [...left.of, right] : [left, right], span };
    }
    if (operator === '&&' || operator === '||' || operator === '??') {
      return { kind: 'logical', operator, left, right, span };
    }
    return { kind: 'binary', operator, left, right, span };
  }
}

type Span = js.Identifier['span'];

// The library's names of kinds are looked up among a thousand.
const {
  ImportKeyword: IMPORT,
  FirstAssignment: FIRST_ASSIGNMENT,
  LastAssignment: LAST_ASSIGNMENT,
} = ts.SyntaxKind;

const UNARY: ReadonlyMap<ts.SyntaxKind, js.Unary['operator']> = new Map([
  [ts.SyntaxKind.ExclamationToken, '!'],
  [ts.SyntaxKind.MinusToken, '-'],
  [ts.SyntaxKind.PlusToken, '+'],
  [ts.SyntaxKind.TildeToken, '~'],
]);

function unaryOf(
  node: ts.Expression,
): { readonly operator: js.Unary['operator']; readonly operand: ts.Expression } | null {
  if (ts.isTypeOfExpression(node)) return { operator: 'typeof', operand: node.expression };
  if (ts.isVoidExpression(node)) return { operator: 'void', operand: node.expression };
  if (ts.isDeleteExpression(node)) return { operator: 'delete', operand: node.expression };
  if (!ts.isPrefixUnaryExpression(node)) return null;
  const operator = UNARY.get(node.operator);
  return operator === undefined ? null : { operator, operand: node.operand };
}

/** `++` and `--`, in front or behind; `null` for all others. */
function stepOf(node: ts.Expression): '++' | '--' | null {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return null;
  if (node.operator === ts.SyntaxKind.PlusPlusToken) return '++';
  return node.operator === ts.SyntaxKind.MinusMinusToken ? '--' : null;
}
