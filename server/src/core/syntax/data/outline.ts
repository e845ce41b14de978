// The outline of a text in block style: its lines that stand no deeper than a column, found by one search of a pattern.
// Most lines of a long text stand deeper than all that is asked for, and are never looked at one by one.

/** Where a part begins: the start of a line, and a column in it. What stands before that column belongs to others. */
export type Start = { readonly line: number; readonly column: number };

/** Lines in order, blank ones and comments left out. */
export type Outline = {
  /** The deepest column that is in it. */
  readonly depth: number;
  /** How many lines it has. */
  readonly count: number;
  readonly starts: Int32Array;
  /** The column of what each line begins with. */
  readonly columns: Int32Array;
  /** For each line the next one that stands no deeper. */
  readonly nexts: Int32Array;
  /** The lines below which those that stand deeper are left out. */
  readonly closed: ReadonlySet<number>;
};

/** There is mostly less than a line in so many characters. */
const SPARSE = 128;
const FEW = 16;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The outline of the lines from a start to an end. The first is in it with the column of the start.
 * @param unread what stands below these keys is left out of it. A line with such a word and a colon that is no key is
 * one of a text or in brackets, and so are the lines that stand deeper than it
 */
export function outlineOf(
  text: string,
  { line, column }: Start,
  end: number,
  depth: number,
  unread: ReadonlySet<string> = NOTHING,
): Outline {
  let starts = new Int32Array(Math.max(FEW, Math.ceil((end - line) / SPARSE)));
  let columns = new Int32Array(starts.length);
  starts[0] = line;
  columns[0] = column;
  let count = 1;
  const closed = new Set<number>();
  // What stands below a deep line is hardly in the outline, and not worth a look at its key.
  const shallow = depth >> 1;
  const all = linesUpTo(depth);
  let pattern = all;
  pattern.lastIndex = line + column;
  while (pattern.test(text)) {
    const at = pattern.lastIndex - 1;
    if (at >= end) break;
    if (text.charCodeAt(at) === 13 && isLineEnd(text, at, end)) continue;
    if (pattern !== all) {
      all.lastIndex = pattern.lastIndex;
      pattern = all;
    }
    if (count === starts.length) {
      starts = grown(starts);
      columns = grown(columns);
    }
    const start = text.lastIndexOf('\n', at) + 1;
    starts[count] = start;
    columns[count] = at - start;
    if (at - start <= shallow && isKeyOf(unread, text, at)) {
      closed.add(count);
      pattern = linesUpTo(at - start);
      pattern.lastIndex = at;
    }
    count++;
  }
  return { depth, count, starts, columns, nexts: nextsOf(columns, count), closed };
}

/** Whether a line may begin with one of some keys. */
function isKeyOf(keys: ReadonlySet<string>, text: string, at: number): boolean {
  if (keys.size === 0) return false;
  const colon = text.indexOf(':', at);
  return colon >= 0 && colon - at <= MAX_WORD && keys.has(text.slice(at, colon));
}

/** Keys are not longer, of which it is known that nobody reads what is below them. */
const MAX_WORD = 20;

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

function nextsOf(columns: Int32Array, count: number): Int32Array {
  const nexts = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const column = columns[i] ?? 0;
    let next = i + 1;
    while (next < count && (columns[next] ?? 0) > column) next = nexts[next] ?? count;
    nexts[i] = next;
  }
  return nexts;
}

const patterns = new Map<number, RegExp>();

/**
 * A line ending with the first character of a line that stands no deeper than a column and is no comment. Each blank is
 * a step of its own, since of ` {0,8}` an engine would try every length again on each of the lines that stand deeper.
 */
function linesUpTo(depth: number): RegExp {
  let pattern = patterns.get(depth);
  if (pattern === undefined) {
    let source = FIRST;
    for (let i = 0; i < depth; i++) source = `(?:${FIRST}| ${source})`;
    pattern = new RegExp(`\\n${source}`, 'g');
    patterns.set(depth, pattern);
  }
  return pattern;
}

const FIRST = '[^ \\n#]';

/** By how many columns the first nested line of a text is indented. */
export function indentOf(text: string): number {
  const nested = /\n( +)[^ \r\n#]/.exec(text);
  return nested?.[1]?.length ?? 0;
}

/** The first line from an offset on that is neither blank nor a comment; `null` where there is none. */
export function firstContent(text: string, from: number, end: number): Start | null {
  for (let line = from; line < end; ) {
    let at = line;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    if (text.charCodeAt(at) !== HASH && !isLineEnd(text, at, end)) return { line, column: at - line };
    const newline = text.indexOf('\n', at);
    line = newline < 0 ? end : newline + 1;
  }
  return null;
}

/** The offset after the content of a line, its ending left out. */
export function contentEnd(text: string, from: number, end: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0 || newline >= end) return text.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end;
  return newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

/** Whether a line ends at an offset. */
export function isLineEnd(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const c = text.charCodeAt(at);
  return c === 10 || (c === 13 && (at + 1 >= end || text.charCodeAt(at + 1) === 10));
}

const SPACE = 32;
const HASH = 35;
