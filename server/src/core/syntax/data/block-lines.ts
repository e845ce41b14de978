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
  /** The key that its first line begins with; `null` for an item. */
  readonly key: Key | null;
  /** The first line below that belongs to it and is neither blank nor a comment, and its column; -1 for none. */
  more: number;
  moreColumn: number;
  /** The start of the line after all that belongs to it, comments and blank lines below included. */
  end: number;
};

const SPACE = 32;
const HASH = 35;
const DASH = 45;

/** The entries of a map whose first key is at `start`; `null` where the columns alone do not tell them. */
export function entriesOf(text: string, start: Start, end: number): readonly Chunk[] | null {
  return cut(text, start, end, 'key');
}

/** The items of a list whose first dash is at `start`; `null` where the columns alone do not tell them. */
export function itemsOf(text: string, start: Start, end: number): readonly Chunk[] | null {
  return cut(text, start, end, 'dash');
}

function cut(
  text: string,
  { line: first, column }: Start,
  end: number,
  owner: 'key' | 'dash',
): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  let open: Chunk | null = null;
  for (let line = first; line < end; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const at = line === first ? line + column : afterBlanks(text, line, Math.min(next, line + column + 1));
    if (at - line > column) {
      if (open !== null && open.more < 0) lookInto(open, text, line, next);
    } else if (!isNothing(text, at, next)) {
      if (at - line < column) return null;
      const begun = chunkAt(text, line, column, next, owner);
      if (begun !== null) {
        if (open !== null) open.end = line;
        begun.end = end;
        chunks.push(begun);
        open = begun;
      } else if (open === null || !belongsToOpen(text, at, next)) return null;
      else if (open.more < 0) {
        open.more = line;
        open.moreColumn = column;
      }
    }
    line = next;
  }
  // What is to begin at the first line has to.
  return chunks[0]?.line === first ? chunks : null;
}

/** The entry or item that begins at the column of a line. */
function chunkAt(
  text: string,
  line: number,
  column: number,
  next: number,
  owner: 'key' | 'dash',
): Chunk | null {
  const at = line + column;
  const lineEnd = lineEndOf(text, line, next);
  const key = owner === 'key' ? keyAt(text, at) : null;
  const begins = owner === 'key' ? key !== null && key.after <= lineEnd : isDash(text, at, next);
  return begins ? { line, lineEnd, key, more: -1, moreColumn: 0, end: next } : null;
}

/** A closing bracket, or a compact list below a key, whose dashes stand at the column of the key. */
function belongsToOpen(text: string, at: number, next: number): boolean {
  const c = text.charCodeAt(at);
  return c === 93 || c === 125 || (c === DASH && isDash(text, at, next));
}

/** Comments and blank lines end nothing. */
function isNothing(text: string, at: number, next: number): boolean {
  return text.charCodeAt(at) === HASH || isLineEnd(text, at, next);
}

/** Notes the first line that says more of a chunk. */
function lookInto(chunk: Chunk, text: string, line: number, next: number): void {
  const at = afterBlanks(text, line, next);
  if (isNothing(text, at, next)) return;
  chunk.more = line;
  chunk.moreColumn = at - line;
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

/** Whether a dash of a list is at an offset; with a tab behind it, that takes the library. */
export function isDash(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === DASH && (text.charCodeAt(at + 1) === SPACE || isLineEnd(text, at + 1, end));
}

/** The first line from an offset on that is neither blank nor a comment; `null` where there is none. */
export function firstContent(text: string, from: number): Start | null {
  for (let line = from; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const at = afterBlanks(text, line, next);
    if (!isNothing(text, at, next)) return { line, column: at - line };
    line = next;
  }
  return null;
}
