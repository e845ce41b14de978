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

/**
 * The lines of a span in block style: from the comments directly above it that stand at its column to the end
 * of its last line. Where it does not begin a line, from its start on; what else stands on its last line
 * but blanks and a comment is left.
 */
export function fullSpan(text: string, { start, end }: Span): Span {
  const last = lineEnd(text, Math.max(start, end > start && text[end - 1] === '\n' ? end - 1 : end));
  const tail = text.slice(end, last);
  const full = end > start && text[end - 1] === '\n' ? end : /^[ \t]*(?:#.*)?\r?\n?$/.test(tail) ? last : end;
  if (!isFirstInLine(text, start)) return { start, end: full };
  const column = start - lineStart(text, start);
  let first = lineStart(text, start);
  while (first > 0) {
    const above = lineStart(text, first - 1);
    const line = text.slice(above, first);
    if (line.search(/\S/) !== column || line[column] !== '#') break;
    first = above;
  }
  return { start: first === 0 && text.charCodeAt(0) === 0xfeff ? 1 : first, end: full };
}
