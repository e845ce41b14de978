// Cuts block style YAML into entries and items by the columns of its lines alone, without reading what is in them.
// Whatever a value is made of (block scalars, text over several lines, brackets), its lines are indented deeper than the
// key that it belongs to (YAML 1.2.2, 8.1 and 8.2): a line at the column of the keys is a key, a comment, a dash of a
// list that is written compactly, or a closing bracket. All else takes the library.
import { type Key, keyAt } from './one-line';

/** Where a part begins: the start of a line, and a column in it. What stands before that column belongs to others. */
export type Start = { readonly line: number; readonly column: number };

/** The lines of one entry or item. */
export type Chunk = {
  /** The start of its first line. */
  readonly line: number;
  /** The offset after its first line's content, the line ending left out. */
  readonly lineEnd: number;
  /** The first line below that belongs to it and is neither blank nor a comment; `null` where there is none. */
  readonly more: Start | null;
  /** The start of the line after all that belongs to it, comments and blank lines below included. */
  end: number;
};

export type EntryChunk = Chunk & { readonly key: Key };

const SPACE = 32;
const HASH = 35;
const DASH = 45;

/** The entries of a map whose first key is at `start`; `null` where the columns alone do not tell them. */
export function entriesOf(text: string, start: Start, end: number): readonly EntryChunk[] | null {
  const entries: EntryChunk[] = [];
  const isWhole = cut(text, start, end, (line, lineEnd) => {
    const key = keyAt(text, line + start.column);
    if (key === null || key.after > lineEnd) return null;
    const chunk = { key, line, lineEnd, more: null, end };
    entries.push(chunk);
    return chunk;
  });
  return isWhole ? entries : null;
}

/** The items of a list whose first dash is at `start`; `null` where the columns alone do not tell them. */
export function itemsOf(text: string, start: Start, end: number): readonly Chunk[] | null {
  const items: Chunk[] = [];
  const isWhole = cut(text, start, end, (line, lineEnd) => {
    if (!isDash(text, line + start.column, end)) return null;
    const chunk = { line, lineEnd, more: null, end };
    items.push(chunk);
    return chunk;
  });
  return isWhole ? items : null;
}

/** A chunk while it is not known yet where it ends. */
type Open = { more: Start | null; end: number };

/** Walks the lines; `begin` opens a chunk at a line, or says that it is none. */
function cut(
  text: string,
  { line: first, column }: Start,
  end: number,
  begin: (line: number, lineEnd: number) => Open | null,
): boolean {
  let open: Open | null = null;
  for (let line = first; line < end; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const at = line === first ? line + column : afterBlanks(text, line, Math.min(next, line + column + 1));
    const c = at < next ? text.charCodeAt(at) : 10;
    if (at - line > column) {
      if (open !== null && open.more === null) open.more = contentIn(text, line, next);
    } else if (c === HASH || isLineEnd(text, at, next)) {
      // Comments and blank lines end nothing.
    } else if (at - line < column) {
      return false;
    } else if (open !== null && (c === 93 || c === 125)) {
      open.more ??= { line, column };
    } else {
      const begun = begin(line, lineEndOf(text, line, next));
      if (begun === null) {
        // A compact list below a key: its dashes stand at the column of the key.
        if (open === null || c !== DASH || !isDash(text, at, next)) return false;
        open.more ??= { line, column };
      } else {
        if (open !== null) open.end = line;
        open = begun;
      }
    }
    line = next;
  }
  return open !== null;
}

function afterBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

function isLineEnd(text: string, at: number, next: number): boolean {
  if (at >= next) return true;
  const c = text.charCodeAt(at);
  return c === 10 || (c === 13 && (at + 1 >= next || text.charCodeAt(at + 1) === 10));
}

/** The offset after a line's content. */
function lineEndOf(text: string, line: number, next: number): number {
  let end = next;
  if (end > line && text.charCodeAt(end - 1) === 10) end--;
  if (end > line && text.charCodeAt(end - 1) === 13) end--;
  return end;
}

/** Where a line's content begins; `null` for a blank one and a comment. */
function contentIn(text: string, line: number, next: number): Start | null {
  const at = afterBlanks(text, line, next);
  return isLineEnd(text, at, next) || text.charCodeAt(at) === HASH ? null : { line, column: at - line };
}

/** Whether a dash of a list is at an offset; with a tab behind it, that takes the library. */
export function isDash(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === DASH && (text.charCodeAt(at + 1) === SPACE || isLineEnd(text, at + 1, end));
}

/** The first line from an offset on that is neither blank nor a comment; `null` where there is none. */
export function firstContent(text: string, from: number): Start | null {
  for (let line = from; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const start = contentIn(text, line, next);
    if (start !== null) return start;
    line = next;
  }
  return null;
}
