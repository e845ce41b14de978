// Turns the library's statements into those of our tree.
import * as ts from 'typescript-6';
import type { Converter } from './convert';
import { classNode, functionNode } from './convert-functions';
import { aliasOf, enumOf } from './convert-namespaces';
import { assignedPattern, bindingPattern } from './convert-patterns';
import { hasModifier, nameOf, typeName } from './convert-shared';
import type * as js from './tree';

export function statement(to: Converter, node: ts.Statement): js.Statement {
  const span = to.span(node);
  if (ts.isVariableStatement(node)) {
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return { kind: 'nothing', span };
    return {
      ...variables(to, node.declarationList),
      isExported: hasModifier(node, ts.SyntaxKind.ExportKeyword),
      span,
    };
  }
  if (ts.isExpressionStatement(node))
    return { kind: 'expression', value: to.expression(node.expression), span };
  if (ts.isFunctionDeclaration(node)) {
    if (node.body === undefined) return { kind: 'nothing', span };
    return {
      kind: 'functionDeclaration',
      function: functionNode(to, node, node.body),
      exported: exportedName(node),
      span,
    };
  }
  if (ts.isClassDeclaration(node)) {
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return { kind: 'nothing', span };
    return { kind: 'classDeclaration', class: classNode(to, node), exported: exportedName(node), span };
  }
  return control(to, node, span) ?? moduleStatement(to, node, span) ?? { kind: 'nothing', span };
}

/** The name that a declaration is exported under. */
function exportedName(node: ts.FunctionDeclaration | ts.ClassDeclaration): string | null {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return null;
  return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? 'default' : optionalName(node.name);
}

function variables(
  to: Converter,
  list: ts.VariableDeclarationList,
): Omit<js.VariableStatement, 'isExported'> {
  const keyword =
    (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : (list.flags & ts.NodeFlags.Let) !== 0 ? 'let' : 'var';
  const declarations = list.declarations.map((one) => ({
    target: bindingPattern(to, one.name),
    init: one.initializer === undefined ? null : to.expression(one.initializer),
    type: typeName(one.type),
    span: to.span(one),
  }));
  return { kind: 'variable', keyword, declarations, span: to.span(list) };
}

/** Statements that say which others run. */
function control(to: Converter, node: ts.Statement, span: js.Identifier['span']): js.Statement | null {
  if (ts.isReturnStatement(node)) return { kind: 'return', value: optional(to, node.expression), span };
  if (ts.isThrowStatement(node)) return { kind: 'throw', value: optional(to, node.expression), span };
  if (ts.isBlock(node)) return { kind: 'block', body: to.statements(node.statements), span };
  if (ts.isIfStatement(node)) {
    return {
      kind: 'if',
      test: to.expression(node.expression),
      whenTrue: to.statement(node.thenStatement),
      whenFalse: node.elseStatement === undefined ? null : to.statement(node.elseStatement),
      span,
    };
  }
  if (ts.isTryStatement(node)) {
    const { catchClause, finallyBlock } = node;
    const param = catchClause?.variableDeclaration;
    return {
      kind: 'try',
      body: to.statements(node.tryBlock.statements),
      param: param === undefined ? null : bindingPattern(to, param.name),
      handler: catchClause === undefined ? null : to.statements(catchClause.block.statements),
      finalizer: finallyBlock === undefined ? null : to.statements(finallyBlock.statements),
      span,
    };
  }
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.map((clause) => ({
      test: ts.isCaseClause(clause) ? to.expression(clause.expression) : null,
      body: to.statements(clause.statements),
    }));
    return { kind: 'switch', subject: to.expression(node.expression), cases, span };
  }
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    return { kind: ts.isBreakStatement(node) ? 'break' : 'continue', label: optionalName(node.label), span };
  }
  if (ts.isLabeledStatement(node)) {
    return { kind: 'labeled', label: nameOf(node.label), body: to.statement(node.statement), span };
  }
  return loop(to, node, span);
}

function loop(to: Converter, node: ts.Statement, span: js.Identifier['span']): js.Statement | null {
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const declared = ts.isVariableDeclarationList(node.initializer)
      ? node.initializer.declarations[0]?.name
      : undefined;
    const target =
      declared !== undefined
        ? bindingPattern(to, declared)
        : ts.isVariableDeclarationList(node.initializer)
          ? { kind: 'opaque' as const, what: 'target', of: [], span: to.span(node.initializer) }
          : assignedPattern(to, node.initializer);
    const values = to.expression(node.expression);
    const body = to.statement(node.statement);
    return { kind: 'forEach', of: ts.isForOfStatement(node) ? 'values' : 'keys', target, values, body, span };
  }
  if (ts.isForStatement(node)) {
    const { initializer: first } = node;
    return {
      kind: 'for',
      init:
        first === undefined
          ? null
          : ts.isVariableDeclarationList(first)
            ? { ...variables(to, first), isExported: false }
            : { kind: 'expression', value: to.expression(first), span: to.span(first) },
      test: optional(to, node.condition),
      update: optional(to, node.incrementor),
      body: to.statement(node.statement),
      span,
    };
  }
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    const body = to.statement(node.statement);
    return {
      kind: 'while',
      test: to.expression(node.expression),
      body,
      isPostTest: ts.isDoStatement(node),
      span,
    };
  }
  return null;
}

function optional(to: Converter, node: ts.Expression | undefined): js.Expression | null {
  return node === undefined ? null : to.expression(node);
}

function moduleStatement(
  to: Converter,
  node: ts.Statement,
  span: js.Identifier['span'],
): js.Statement | null {
  if (ts.isImportDeclaration(node)) return importOf(to, node, span);
  if (ts.isImportEqualsDeclaration(node)) {
    const { moduleReference } = node;
    if (!ts.isExternalModuleReference(moduleReference)) return aliasOf(to, node, span);
    const source = sourceOf(to, moduleReference.expression);
    const rest = { default: null, namespace: null, named: [], isTypeOnly: node.isTypeOnly };
    return source === null ? null : { kind: 'import', source, whole: nameOf(node.name), ...rest, span };
  }
  if (ts.isExportDeclaration(node)) return exportOf(to, node, span);
  if (ts.isExportAssignment(node)) {
    const kind = node.isExportEquals === true ? 'exportAssign' : 'exportDefault';
    return { kind, value: to.expression(node.expression), span };
  }
  if (ts.isEnumDeclaration(node)) return enumOf(to, node, span);
  return null;
}

function sourceOf(to: Converter, node: ts.Expression | undefined): js.StringLiteral | null {
  if (node === undefined || !ts.isStringLiteralLike(node)) return null;
  return { kind: 'string', value: node.text, span: to.span(node) };
}

function importOf(to: Converter, node: ts.ImportDeclaration, span: js.Identifier['span']): js.Import | null {
  const source = sourceOf(to, node.moduleSpecifier);
  if (source === null) return null;
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const isNamespace = bindings !== undefined && ts.isNamespaceImport(bindings);
  const named =
    bindings === undefined || ts.isNamespaceImport(bindings)
      ? []
      : bindings.elements.map(({ name, propertyName }) => ({
          imported: nameOf(propertyName ?? name),
          local: nameOf(name),
        }));
  return {
    kind: 'import',
    source,
    default: optionalName(clause?.name),
    namespace: isNamespace ? nameOf(bindings.name) : null,
    whole: null,
    isTypeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    named,
    span,
  };
}

function exportOf(
  to: Converter,
  node: ts.ExportDeclaration,
  span: js.Identifier['span'],
): js.Statement | null {
  if (node.isTypeOnly) return null;
  const source = sourceOf(to, node.moduleSpecifier);
  const clause = node.exportClause;
  if (clause === undefined || ts.isNamespaceExport(clause)) {
    return source === null ? null : { kind: 'exportAll', source, as: optionalName(clause?.name), span };
  }
  const of = clause.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => ({ local: nameOf(propertyName ?? name), exported: nameOf(name) }));
  return { kind: 'exportList', source, of, span };
}

function optionalName(node: ts.ModuleExportName | undefined): string | null {
  return node === undefined ? null : nameOf(node);
}
