// Changes to an nginx file as edits: they keep its indentation, line endings and comments.

import type { Word } from '../../syntax/nginx';
import type { Edit } from '../../text/edit';
import type { FileId, Span } from '../../text/span';
import type { Line } from './config/lines';
import type { Configuration, Scope } from './config/scopes';
import type { NginxDocument } from './document';

/** Adds lines before a directive, each on a line of its own. */
export function insertBefore(configuration: Configuration, line: Line, texts: readonly string[]): Edit {
  const { text, eol } = fileOf(configuration, line.file);
  const start = line.node.span.start;
  const indent = indentAt(text, start);
  const newText = texts.map((added) => reindent(added, indent, eol) + eol + indent).join('');
  return { file: line.file, span: { start, end: start }, newText };
}

/** Adds lines after a directive; a comment behind it stays where it is. */
export function insertAfter(configuration: Configuration, line: Line, texts: readonly string[]): Edit {
  const { text, eol } = fileOf(configuration, line.file);
  const indent = indentAt(text, line.node.span.start);
  const end = restOfLine(text, line.node.span.end);
  const newText = texts.map((added) => eol + indent + reindent(added, indent, eol)).join('');
  return { file: line.file, span: { start: end, end }, newText };
}

/** Adds lines at the start of a block, behind its opening brace; `null` for a block that the files do not have. */
export function insertInto(
  configuration: Configuration,
  scope: Scope,
  texts: readonly string[],
): Edit | null {
  const { line } = scope;
  const body = line?.node.body;
  if (line === null || body === undefined || body === null) return null;
  const file = fileOf(configuration, line.file);
  const { text, eol } = file;
  const first = body.directives[0];
  const inner = innerIndent(file, line, first?.span.start);
  const at = restOfLine(text, body.open + 1);
  const oneLine = !text.slice(line.node.span.start, line.node.span.end).includes('\n');
  if (oneLine) {
    const newText = texts.map((added) => ` ${added}`).join('');
    return { file: line.file, span: { start: body.open + 1, end: body.open + 1 }, newText };
  }
  const newText = texts.map((added) => eol + inner + reindent(added, inner, eol)).join('');
  return { file: line.file, span: { start: at, end: at }, newText };
}

/** Adds lines at the end of a block. */
export function appendTo(configuration: Configuration, scope: Scope, texts: readonly string[]): Edit | null {
  const last = scope.line?.node.body?.directives.at(-1);
  if (scope.line === null || last === undefined) return insertInto(configuration, scope, texts);
  const { text, eol } = fileOf(configuration, scope.line.file);
  const oneLine = !text.slice(scope.line.node.span.start, scope.line.node.span.end).includes('\n');
  const indent = indentAt(text, last.span.start);
  const end = oneLine ? last.span.end : restOfLine(text, last.span.end);
  const newText = texts
    .map((added) => (oneLine ? ` ${added}` : eol + indent + reindent(added, indent, eol)))
    .join('');
  return { file: scope.line.file, span: { start: end, end }, newText };
}

/** Takes a directive out, with its line where nothing else stands on it. */
export function removeLine(configuration: Configuration, line: Line): Edit {
  const { text } = fileOf(configuration, line.file);
  const { start, end } = line.node.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const alone =
    text.slice(lineStart, start).trim() === '' &&
    text.slice(end, lineEnd < 0 ? text.length : lineEnd).trim() === '';
  const span: Span = alone
    ? { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }
    : { start, end };
  return { file: line.file, span, newText: '' };
}

/** Writes another word in the place of one. */
export function replaceWord(line: Line, word: Word, newText: string): Edit {
  return { file: line.file, span: word.span, newText };
}

/** Adds a word at the end of a directive, before its semicolon. */
export function appendWord(line: Line, word: string): Edit {
  const { end } = (line.node.args.at(-1) ?? line.node.name).span;
  return { file: line.file, span: { start: end, end }, newText: ` ${word}` };
}

/** Writes another directive in the place of one. */
export function replaceLine(line: Line, newText: string): Edit {
  return { file: line.file, span: line.node.span, newText };
}

/** The text of a directive as it stands in its file, without what is around it. */
export function sourceOf(configuration: Configuration, line: Line): string {
  const { text } = fileOf(configuration, line.file);
  return text.slice(line.node.span.start, line.node.span.end);
}

/** Whether two blocks stand in the same file, so that one edit can reach both. */
export function inSameFile(a: Scope, b: Scope): boolean {
  return a.line !== null && b.line !== null && a.line.file === b.line.file;
}

/** A file's text and how it is written. */
type Written = { readonly text: string; readonly eol: string; readonly step: string };

const NOTHING: Written = { text: '', eol: '\n', step: '    ' };

const written = new WeakMap<NginxDocument, Written>();

/** Looked at once for each file: there may be a fix for every block of it. */
function fileOf({ documents }: Configuration, file: FileId): Written {
  const document = documents.get(file);
  if (document === undefined) return NOTHING;
  let found = written.get(document);
  if (found === undefined) {
    const { text } = document;
    found = { text, eol: text.includes('\r\n') ? '\r\n' : '\n', step: stepOf(text) };
    written.set(document, found);
  }
  return found;
}

/** The blanks at the start of the line that an offset is on. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The end of the line behind an offset, if only blanks and a comment follow there; else the offset itself. */
function restOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  const rest = text.slice(offset, end);
  if (!/^[ \t]*(#.*)?\r?$/.test(rest)) return offset;
  return rest.endsWith('\r') ? end - 1 : end;
}

/** The indentation of a block's content: that of its first directive, or one step more than the block's own. */
function innerIndent({ text, step }: Written, line: Line, first: number | undefined): string {
  const own = indentAt(text, line.node.span.start);
  if (first !== undefined) {
    const inner = indentAt(text, first);
    if (inner.length > own.length) return inner;
  }
  return own + (own.includes('\t') ? '\t' : step);
}

/** One step of indentation: a tab where the file has lines with one, else the smallest that it uses. */
function stepOf(text: string): string {
  if (/\n\t/.test(text)) return '\t';
  let smallest = 8;
  for (const [, blanks] of text.matchAll(/^( +)\S/gm)) smallest = Math.min(smallest, blanks?.length ?? 8);
  return ' '.repeat(smallest === 8 && !/^ {8}\S/m.test(text) ? 4 : smallest);
}

function reindent(added: string, indent: string, eol: string): string {
  return added.split('\n').join(eol + indent);
}

/** Takes a word out of a directive, with the blanks before it. */
export function removeWord(line: Line, word: Word): Edit {
  const index = line.node.args.indexOf(word);
  const before = line.node.args[index - 1] ?? line.node.name;
  return { file: line.file, span: { start: before.span.end, end: word.span.end }, newText: '' };
}
