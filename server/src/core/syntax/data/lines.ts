// Lines of a text around an offset: what belongs to an entry that is written on lines of its own.
import type { Span } from '../../text/span';

/** The offset of the start of the line of an offset. */
export function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** The offset after the line of an offset, its line ending included. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Whether only blanks (and a byte order mark) stand before an offset in its line. */
export function isFirstInLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 10) return true;
    if (c !== 32 && c !== 9 && !(c === 0xfeff && i === 0)) return false;
  }
  return true;
}

/** Whether nothing but blanks and a comment follows in the line. */
export function isLastInLine(text: string, at: number): boolean {
  return /^[ \t]*(?:#.*)?$/.test(text.slice(at, lineEnd(text, at)).replace(/\r?\n$/, ''));
}

/** The column of an offset; a byte order mark has none. */
export function columnOf(text: string, at: number): number {
  const start = lineStart(text, at);
  return at - start - (start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

/**
 * The lines of a span in block style: from the comments directly above it that stand at its column to the end
 * of its last line, and the comments below that stand deeper than it. Where it does not begin a line, from its
 * start on; what else stands on its last line but blanks and a comment is left.
 * `keepsBlanks`: empty lines below belong to it too, since it ends with a scalar that keeps them.
 */
export function fullSpan(text: string, { start, end }: Span, keepsBlanks: boolean): Span {
  const column = columnOf(text, start);
  const full = isLastInLine(text, end) ? below(text, lineEnd(text, end), column, keepsBlanks) : end;
  return {
    start: isFirstInLine(text, start) ? above(text, lineStart(text, start), column) : start,
    end: full,
  };
}

/** The start of the comments above a line that stand at a column. */
function above(text: string, line: number, column: number): number {
  let first = line;
  while (first > 0) {
    const start = lineStart(text, first - 1);
    const comment = text.slice(start, first).search(/\S/);
    if (comment < 0 || text[start + comment] !== '#' || columnOf(text, start + comment) !== column) break;
    first = start;
  }
  return first === 0 && text.charCodeAt(0) === 0xfeff ? 1 : first;
}

/** The end of the comments below a line that stand deeper than a column. */
function below(text: string, line: number, column: number, keepsBlanks: boolean): number {
  let end = line;
  for (let at = line; at < text.length; ) {
    const next = lineEnd(text, at);
    const first = text.slice(at, next).search(/\S/);
    if (first >= 0 && (text[at + first] !== '#' || first <= column)) break;
    if (first >= 0 || keepsBlanks) end = next;
    at = next;
  }
  return end;
}
