// Changes of a program's texts as edits that keep its formatting.
import type { JsTree, Statement } from '../../syntax/js/tree';
import { childrenOf } from '../../syntax/js/walk';
import type { Edit } from '../../text/edit';
import { isWithin, type Place, type Span } from '../../text/span';
import type { Program } from './program/program';

/** Edits; `null` where the change cannot be made without others that nobody asked for. */
export type Change = readonly Edit[] | null;

export type Changes = {
  /** Puts a text where another one is. */
  replace(at: Place, newText: string): Change;
  /** The text of a place. */
  textOf(at: Place): string;
  /** Moves the statement that a call is, in front of the statement that another call is, in the same list. */
  moveBefore(call: Place, target: Place): Change;
  /** The same, behind it. */
  moveAfter(call: Place, target: Place): Change;
  /** Puts a statement on a line of its own in front of the one that a place is in, or behind it. */
  insertStatement(near: Place, text: string, where: 'before' | 'after'): Change;
  /** Takes out the statement that a call is, with its line; `null` where the call is a part of it alone. */
  removeStatement(call: Place): Change;
  /** Adds `name: value` to an object literal. */
  addEntry(object: Place, name: string, value: string): Change;
  /** Takes an entry out of an object literal, with its comma. */
  removeEntry(object: Place, entry: Place): Change;
  /** Adds an argument behind the others of a call: `argsAt` are its parentheses. */
  addArgument(argsAt: Place, value: string): Change;
};

/** What can be changed in the texts of a program. */
export function changesOf(program: Program, textOfFile: (file: string) => string): Changes {
  const textOf = ({ file, span }: Place) => textOfFile(file).slice(span.start, span.end);
  const treeOf = (file: string) => program.sources.tree(file);
  return {
    textOf,
    replace: (at, newText) => [{ ...at, newText: newText.replace(/\r?\n/g, endingIn(textOfFile(at.file))) }],
    moveBefore: (call, target) => move(treeOf(call.file), textOfFile(call.file), call, target, 'before'),
    moveAfter: (call, target) => move(treeOf(call.file), textOfFile(call.file), call, target, 'after'),
    insertStatement: (near, text, where) =>
      insert(treeOf(near.file), textOfFile(near.file), near, text, where),
    removeStatement: (call) => remove(treeOf(call.file), textOfFile(call.file), call),
    addEntry: (object, name, value) => addEntry(textOf(object), object, name, value),
    removeEntry: (object, entry) => removeEntry(textOf(object), object, entry),
    addArgument: ({ file, span }, value) => {
      const inside = textOf({ file, span }).slice(1, -1);
      const isEmpty = inside.trim() === '';
      const at = isEmpty ? span.start + 1 : span.start + 1 + inside.trimEnd().replace(/,$/, '').length;
      return [{ file, span: { start: at, end: at }, newText: isEmpty ? value : `, ${value}` }];
    },
  };
}

/** A statement with the list that it stands in. */
type Found = { readonly statement: Statement; readonly list: readonly Statement[] };

/** The innermost statement around a span. */
function statementAt(tree: JsTree | null, span: Span): Found | null {
  let found: Found | null = null;
  let list = tree?.statements ?? [];
  for (;;) {
    const statement: Statement | undefined = list.find((one) => isWithin(span, one.span));
    if (statement === undefined) return found;
    found = { statement, list };
    const inner = listsIn(statement).find((one) => one.some((each) => isWithin(span, each.span)));
    if (inner === undefined) return found;
    list = inner;
  }
}

/** The lists of statements in a statement: blocks, and the bodies of functions. */
function listsIn(statement: Statement): readonly (readonly Statement[])[] {
  const lists: (readonly Statement[])[] = [];
  const visit = (node: ReturnType<typeof childrenOf>[number]): void => {
    if (node.kind === 'block' || node.kind === 'function') lists.push(node.body);
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(statement);
  return lists;
}

/** Whole lines of a statement, if nothing else stands on them. */
function linesOf(text: string, { start, end }: Span): Span | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const lineEnd = next < 0 ? text.length : next + 1;
  if (text.slice(lineStart, start).trim() !== '') return null;
  return /^\s*(?:\/\/.*)?$/.test(text.slice(end, lineEnd).replace(/\r?\n$/, ''))
    ? { start: lineStart, end: lineEnd }
    : null;
}

function move(
  tree: JsTree | null,
  text: string,
  call: Place,
  target: Place,
  where: 'before' | 'after',
): Change {
  if (call.file !== target.file) return null;
  const moved = statementAt(tree, call.span);
  const fixed = statementAt(tree, target.span);
  if (moved === null || fixed === null || moved.list !== fixed.list || moved.statement === fixed.statement)
    return null;
  const from = linesOf(text, moved.statement.span);
  const to = linesOf(text, fixed.statement.span);
  if (from === null || to === null) return null;
  const { file } = call;
  const lines = text.slice(from.start, from.end);
  const whole = lines.endsWith('\n') ? lines : `${lines}\n`;
  const at = where === 'before' ? to.start : to.end;
  const newText = text.slice(0, at).endsWith('\n') || at === 0 ? whole : `\n${lines}`;
  return [
    { file, span: { start: at, end: at }, newText },
    { file, span: from, newText: '' },
  ];
}

function remove(tree: JsTree | null, text: string, { file, span }: Place): Change {
  const statement = statementAt(tree, span)?.statement;
  const call = statement?.kind === 'expression' ? statement.value.span : null;
  const lines = statement === undefined ? null : linesOf(text, statement.span);
  if (lines === null || call?.start !== span.start || call.end !== span.end) return null;
  return [{ file, span: lines, newText: '' }];
}

function insert(
  tree: JsTree | null,
  text: string,
  near: Place,
  statement: string,
  where: 'before' | 'after',
): Change {
  const found = statementAt(tree, near.span);
  if (found === null) return null;
  const lines = linesOf(text, found.statement.span);
  if (lines === null) return null;
  const indent = /^[ \t]*/.exec(text.slice(lines.start))?.[0] ?? '';
  const at = where === 'before' ? lines.start : lines.end;
  const isAtEnd = where === 'after' && !text.slice(0, at).endsWith('\n');
  const ending = endingIn(text);
  const written = hasSemicolons(text) ? statement : statement.replace(/;$/, '');
  return [
    {
      file: near.file,
      span: { start: at, end: at },
      newText: `${isAtEnd ? ending : ''}${indent}${written}${ending}`,
    },
  ];
}

/** How the lines of a file end. */
function endingIn(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether a file ends its statements with semicolons. */
export function hasSemicolons(text: string): boolean {
  return /;[ \t]*\r?$/m.test(text);
}

function addEntry(text: string, { file, span }: Place, name: string, value: string): Change {
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  const inside = text.slice(1, -1);
  const entry = `${name}: ${value}`;
  if (inside.trim() === '') return [{ file, span, newText: `{ ${entry} }` }];
  const content = inside.trimEnd();
  const hasComma = content.endsWith(',');
  const at = span.start + 1 + content.length;
  // One entry a line where the last one stands on a line of its own.
  const lastLine = /\n([ \t]*)\S[^\n]*$/.exec(content);
  const gap = lastLine === null ? ' ' : `${endingIn(text)}${lastLine[1] ?? ''}`;
  const newText = `${hasComma ? '' : ','}${gap}${entry}${hasComma && lastLine !== null ? ',' : ''}`;
  return [{ file, span: { start: at, end: at }, newText }];
}

function removeEntry(text: string, { file, span }: Place, entry: Place): Change {
  const [from, to] = [entry.span.start - span.start, entry.span.end - span.start];
  if (!text.startsWith('{') || from < 1 || to >= text.length) return null;
  // Behind the last entry, the line of the closing brace keeps its own blanks.
  const isLast = /^\s*,\s*\}$/.test(text.slice(to));
  const gap = isLast ? /^\s*,[ \t]*(?=\r?\n)/ : /^\s*,[ \t]*(?:\r?\n[ \t]*)?/;
  const behind = gap.exec(text.slice(to))?.[0];
  const ahead = /,?\s*$/.exec(text.slice(1, from))?.[0] ?? '';
  const blanks = isLast ? (/\s*$/.exec(text.slice(1, from))?.[0].length ?? 0) : 0;
  const [start, end] = behind === undefined ? [from - ahead.length, to] : [from - blanks, to + behind.length];
  const isOnly = text.slice(1, start).trim() === '' && text.slice(end, -1).trim() === '';
  if (isOnly) return [{ file, span, newText: '{}' }];
  return [{ file, span: { start: span.start + start, end: span.start + end }, newText: '' }];
}
