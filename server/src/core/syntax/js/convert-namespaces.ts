// Turns TypeScript's namespaces and enums into the objects that they are when they run.
import * as ts from 'typescript-6';
import type { Converter } from './convert';
import { hasModifier, nameOf } from './convert-shared';
import type * as js from './tree';

type Span = js.Identifier['span'];

/** An enum is an object of its members; one that counts has numbers, and one of bits may name members in front. */
export function enumOf(to: Converter, node: ts.EnumDeclaration, span: Span): js.VariableStatement {
  let next = 0;
  const members = new Map<string, js.Expression>();
  const of = node.members.map((member): js.Property => {
    const at = to.span(member);
    const value: js.Expression =
      member.initializer === undefined
        ? { kind: 'number', value: next, span: at }
        : withMembers(to.expression(member.initializer), members);
    if (value.kind === 'number') next = value.value + 1;
    const key = to.key(member.name);
    if (key.kind === 'name') members.set(key.name, value);
    return { kind: 'property', key, value, accessor: false, span: at };
  });
  const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  const init: js.Expression = { kind: 'object', of: [...namesOfNumbers(of), ...of], span };
  return variable('const', identifier(to, node.name), init, isExported, span);
}

/** `Level[0]` is the name of the member; what is a number stands in front in an object. */
function namesOfNumbers(members: readonly js.Property[]): readonly js.Property[] {
  const names = new Map<number, js.Property>();
  for (const member of members) {
    const { key, value, span } = member;
    if (key.kind !== 'name' || value.kind !== 'number') continue;
    const name: js.Expression = { kind: 'string', value: key.name, span };
    names.set(value.value, { ...member, key: { ...key, name: String(value.value) }, value: name });
  }
  return [...names].sort(([a], [b]) => a - b).map(([, property]) => property);
}

/** What a member is made of, with the members in front of it in the place of their names. */
function withMembers(value: js.Expression, members: ReadonlyMap<string, js.Expression>): js.Expression {
  if (value.kind === 'identifier') return members.get(value.name) ?? value;
  if (value.kind === 'member') return members.get(value.name) ?? value;
  if (value.kind !== 'binary') return value;
  const [left, right] = [withMembers(value.left, members), withMembers(value.right, members)];
  const of = left.kind === 'number' && right.kind === 'number' ? BITS.get(value.operator) : undefined;
  return of !== undefined && left.kind === 'number' && right.kind === 'number'
    ? { kind: 'number', value: of(left.value, right.value), span: value.span }
    : { ...value, left, right };
}

const BITS: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['|', (a, b) => a | b],
  ['&', (a, b) => a & b],
  ['<<', (a, b) => a << b],
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
]);

/**
 * `namespace N { export const a = 1; }` is `var N = {}; { const a = 1; N.a = a; }`, and adds to what has the name already:
 * a function, a class, an enum, or a namespace in front, whose exports it sees.
 */
export function namespaceOf(
  to: Converter,
  node: ts.ModuleDeclaration,
  siblings: readonly ts.Statement[],
  within: js.Identifier | null = null,
): readonly js.Statement[] {
  const { body, name } = node;
  const span = to.span(node);
  if (body === undefined || !ts.isIdentifier(name) || isDeclared(node)) return [{ kind: 'nothing', span }];
  const own = identifier(to, name);
  const before = siblings.filter((one) => one.pos < node.pos && isNamed(one, own.name));
  const isThere =
    before.length > 0 || siblings.some((one) => ts.isFunctionDeclaration(one) && isNamed(one, own.name));
  const isExported = within === null && hasModifier(node, ts.SyntaxKind.ExportKeyword);
  const made: js.Expression = isThere ? own : { kind: 'object', of: [], span: own.span };
  const seen = before.flatMap((one) => (ts.isModuleDeclaration(one) ? exportedBy(to, one) : []));
  const inner = ts.isModuleBlock(body) ? body.statements : ts.isModuleDeclaration(body) ? [body] : [];
  const declared = new Set(inner.flatMap((one) => namesDeclared(to, one).map(({ name }) => name)));
  return [
    variable('var', own, made, isExported, span),
    {
      kind: 'block',
      body: [
        ...seen
          .filter(({ name }) => !declared.has(name))
          .map((one) => variable('const', one, member(own, one), false, one.span)),
        ...inner.flatMap((one) => membersOf(to, one, inner, own)),
      ],
      span,
    },
  ];
}

/** A statement of a namespace; what it exports becomes a member. */
function membersOf(
  to: Converter,
  node: ts.Statement,
  siblings: readonly ts.Statement[],
  of: js.Identifier,
): readonly js.Statement[] {
  const all = ts.isModuleDeclaration(node)
    ? namespaceOf(to, node, siblings, of)
    : [unexported(to.statement(node))];
  const isExported =
    hasModifier(node, ts.SyntaxKind.ExportKeyword) || (siblings.length === 1 && ts.isModuleDeclaration(node));
  if (!isExported || isDeclared(node)) return all;
  const puts = namesDeclared(to, node).map((name): js.Statement => {
    const value: js.Expression = {
      kind: 'assign',
      operator: '=',
      target: member(of, name),
      value: name,
      span: name.span,
    };
    return { kind: 'expression', value, span: name.span };
  });
  // A namespace is a member before it runs, since it may be seen by its full name.
  return ts.isModuleDeclaration(node) ? [...all.slice(0, 1), ...puts, ...all.slice(1)] : [...all, ...puts];
}

function unexported(statement: js.Statement): js.Statement {
  if (statement.kind === 'variable') {
    return {
      ...statement,
      keyword: statement.keyword === 'var' ? 'let' : statement.keyword,
      isExported: false,
    };
  }
  const isNamed = statement.kind === 'functionDeclaration' || statement.kind === 'classDeclaration';
  return isNamed ? { ...statement, exported: null } : statement;
}

function exportedBy(to: Converter, { body }: ts.ModuleDeclaration): readonly js.Identifier[] {
  if (body === undefined || !ts.isModuleBlock(body)) return [];
  return body.statements
    .filter((one) => hasModifier(one, ts.SyntaxKind.ExportKeyword) && !isDeclared(one))
    .flatMap((one) => namesDeclared(to, one));
}

function isDeclared(node: ts.Statement): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

/** Whether a statement makes something at run time that has a name which a namespace adds to. */
function isNamed(node: ts.Statement, name: string): boolean {
  const isOne =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name));
  return isOne && !isDeclared(node) && node.name !== undefined && nameOf(node.name) === name;
}

/** The names of the values that a statement declares. */
function namesDeclared(to: Converter, node: ts.Statement): readonly js.Identifier[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => namesIn(to, name));
  const isOne =
    (ts.isFunctionDeclaration(node) && node.body !== undefined) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportEqualsDeclaration(node);
  return isOne && node.name !== undefined && ts.isIdentifier(node.name) ? [identifier(to, node.name)] : [];
}

function namesIn(to: Converter, name: ts.BindingName): readonly js.Identifier[] {
  if (ts.isIdentifier(name)) return [identifier(to, name)];
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(to, one.name) : []));
}

/** `import Inner = Outer.Inner`. */
export function aliasOf(to: Converter, node: ts.ImportEqualsDeclaration, span: Span): js.Statement | null {
  const { moduleReference: of } = node;
  if (node.isTypeOnly || ts.isExternalModuleReference(of)) return null;
  const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  return variable('const', identifier(to, node.name), entity(to, of), isExported, span);
}

function entity(to: Converter, node: ts.EntityName): js.Identifier | js.Member {
  return ts.isIdentifier(node)
    ? identifier(to, node)
    : member(entity(to, node.left), identifier(to, node.right));
}

function identifier(to: Converter, node: ts.Identifier): js.Identifier {
  return { kind: 'identifier', name: nameOf(node), span: to.span(node) };
}

function member(object: js.Expression, { name, span }: js.Identifier): js.Member {
  return { kind: 'member', object, name, nameSpan: span, isOptional: false, span };
}

function variable(
  keyword: js.VariableStatement['keyword'],
  target: js.Identifier,
  init: js.Expression,
  isExported: boolean,
  span: Span,
): js.VariableStatement {
  return { kind: 'variable', keyword, declarations: [{ target, init, type: null, span }], isExported, span };
}
