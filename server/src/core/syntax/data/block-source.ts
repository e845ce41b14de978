// A part of a YAML text in block style, read when it is asked for: cut by columns where that is sure, else by the library.

import { detached } from '../../text/detached';
import { type Chunk, entriesOf, isDash, itemsOf, type Start } from './block-lines';
import { composeValue } from './compose';
import type { DataProblem } from './node';
import { keyAt, oneLine, startsWord } from './one-line';
import { severalLines } from './several-lines';
import {
  type EntryShape,
  found,
  type ListShape,
  type MapShape,
  type Part,
  type Shape,
  type Source,
} from './shape';

/** What a value seems to be: a collection in block style, or something else. */
type Sort = 'map' | 'list' | 'other';

/** The value of a key or of a dash. Its origin, to which all its places are relative, is the start of its owner's line. */
export class BlockSource implements Source {
  private known: Shape | null = null;
  private faults: readonly DataProblem[] = NONE;

  /**
   * @param owner what it is the value of
   * @param column the column of its owner
   * @param length how far the lines go that belong to it
   * @param inline where that starts which stands behind the colon or the dash
   * @param inlineEnd where it ends, without blanks; the same for nothing
   * @param isOneLine whether nothing but comments and blank lines follows on further lines
   * @param line where the line of a collection starts, which is another one than the owner's, or the same (`- key: …`)
   * @param innerColumn the column of its keys or dashes
   * @param masked whether templates were put out of the way in the text
   */
  constructor(
    readonly owner: 'key' | 'dash',
    readonly column: number,
    readonly length: number,
    readonly inline: number,
    readonly inlineEnd: number,
    readonly isOneLine: boolean,
    readonly sort: Sort,
    readonly line: number,
    readonly innerColumn: number,
    readonly masked: boolean,
  ) {}

  /** Its shape, if it was asked for already. */
  get seen(): Shape | null {
    return this.known;
  }

  /** The same value after a change in one of its parts: its shape then, and by how much its lines have grown. */
  changed(shape: Shape, delta: number): BlockSource {
    const { owner, column, inline, inlineEnd, isOneLine, sort, line, innerColumn, masked } = this;
    const length = this.length + delta;
    const source = new BlockSource(
      owner,
      column,
      length,
      inline,
      inlineEnd,
      isOneLine,
      sort,
      line,
      innerColumn,
      masked,
    );
    source.known = shape;
    return source;
  }

  shape(text: string, origin: number): Shape {
    this.known ??= this.word(text, origin) ?? this.cut(text, origin) ?? this.composed(text, origin);
    return this.known;
  }

  problems(text: string, origin: number): readonly DataProblem[] {
    this.shape(text, origin);
    return this.faults.map(({ span, message }) => ({
      span: { start: origin + span.start, end: origin + span.end },
      message,
    }));
  }

  isSound(text: string, origin: number): boolean {
    const { inline, inlineEnd, isOneLine, length } = this;
    if (this.sort !== 'other') return false;
    if (inline === inlineEnd) return isOneLine;
    const first = text.charAt(origin + inline);
    if (first === '|' || first === '>') return true;
    if (isOneLine) this.known ??= this.word(text, origin);
    if (isOneLine && this.known !== null && this.faults.length === 0) return true;
    return startsWord(first) && !/:\s|\s#/.test(text.slice(origin + inline, origin + length));
  }

  /** A value that stands on the owner's line and needs no library. */
  private word(text: string, origin: number): Shape | null {
    const { inline, inlineEnd } = this;
    if (this.sort !== 'other' || inline === inlineEnd) return null;
    if (!this.isOneLine) return this.lines(text, origin);
    const source = text.slice(origin + inline, origin + inlineEnd);
    return source.startsWith('[') || source.startsWith('{')
      ? inBrackets(source, inline)
      : scalarAt(source, inline);
  }

  /** A scalar on several lines that needs no library. */
  private lines(text: string, origin: number): Shape | null {
    const { inline, column } = this;
    const read = severalLines(text.slice(origin + inline, origin + this.length), column);
    if (read === undefined) return null;
    const ranged = { head: inline, start: inline, end: inline + read.end, anchor: null };
    return {
      kind: 'scalar',
      ...ranged,
      value: detached(read.value),
      written: read.written,
      templated: false,
    };
  }

  private cut(text: string, origin: number): Shape | null {
    if (this.sort === 'other') return null;
    const start = { line: origin + this.line, column: this.innerColumn };
    const region: Region = { text, origin, start, end: origin + this.length, masked: this.masked };
    return this.sort === 'map' ? mapIn(region) : listIn(region);
  }

  /** The library is given the lines alone, with blanks for what stands before the owner. */
  private composed(text: string, origin: number): Shape {
    const { owner, column, length, masked } = this;
    const lines = `${' '.repeat(column)}${text.slice(origin + column, origin + length)}`;
    const { source, problems } = composeValue({ text: detached(lines), masked }, owner);
    this.faults = problems;
    return source.shape('', 0);
  }
}

const NONE: readonly DataProblem[] = [];

/** Words without quotes and anything that means something in brackets. */
const WORDS_IN_BRACKETS = /^\[ *(?:[A-Za-z_][\w./-]*(?: *, *(?=[A-Za-z_])| *(?=\])))*\]$/;

/** Brackets on one line with nothing or with words alone in them, which is what requirements are written with. */
function inBrackets(source: string, start: number): Shape | null {
  const ranged = { head: start, start, end: start + source.length, anchor: null } as const;
  if (/^\{ *\}$/.test(source)) return { kind: 'map', style: 'flow', ...ranged, entries: [] };
  if (!WORDS_IN_BRACKETS.test(source)) return null;
  const items = [...source.matchAll(/[\w./-]+/g)].map((match) => wordAt(match[0], start + match.index));
  if (items.some((item) => item === null)) return null;
  return { kind: 'list', style: 'flow', ...ranged, items: items.filter((item) => item !== null) };
}

function wordAt(word: string, start: number): { readonly start: number; readonly value: Part } | null {
  const shape = scalarAt(word, start);
  return shape === null ? null : { start, value: { at: 0, source: found(shape) } };
}

/** A scalar that needs no library. */
function scalarAt(source: string, start: number): Shape | null {
  const read = oneLine(source);
  if (read === undefined) return null;
  const { value, written } = read;
  // Such a value must not keep the text alive that it was cut from.
  const own = typeof value === 'string' ? detached(value) : value;
  const end = start + source.length;
  return { kind: 'scalar', head: start, start, end, anchor: null, value: own, written, templated: false };
}

/** The lines of a block collection, which begins at `start`; the offsets of its parts are to be relative to `origin`. */
export type Region = {
  readonly text: string;
  readonly origin: number;
  readonly start: Start;
  readonly end: number;
  readonly masked: boolean;
};

/** The map in some lines; `null` where the columns alone do not tell its keys. */
export function mapIn({ text, origin, start, end, masked }: Region): MapShape | null {
  const chunks = entriesOf(text, start, end);
  if (chunks === null) return null;
  const { column } = start;
  const at = start.line + column - origin;
  const entries: EntryShape[] = [];
  for (const chunk of chunks) {
    if (chunk.key === null) return null;
    const { key, written, end: keyEnd, after } = chunk.key;
    const keyStart = chunk.line + column - origin;
    entries.push({
      key: detached(key),
      written,
      merge: written === 'plain' && key === '<<',
      start: keyStart,
      keyStart,
      keyEnd: keyEnd - origin,
      value: { at: chunk.line - origin, source: sourceIn(text, 'key', column, after, masked, chunk) },
    });
  }
  return { kind: 'map', style: 'block', head: at, start: at, end: null, anchor: null, entries };
}

/** The list in some lines. */
export function listIn({ text, origin, start, end, masked }: Region): ListShape | null {
  const chunks = itemsOf(text, start, end);
  if (chunks === null) return null;
  const { column } = start;
  const at = start.line + column - origin;
  const items = chunks.map((chunk) => {
    const dash = chunk.line + column;
    const source = sourceIn(text, 'dash', column, dash + 1, masked, chunk);
    return { start: dash - origin, value: { at: chunk.line - origin, source } };
  });
  return { kind: 'list', style: 'block', head: at, start: at, end: null, anchor: null, items };
}

/** The value of a key or dash whose sign ends at `after`. */
function sourceIn(
  text: string,
  owner: 'key' | 'dash',
  column: number,
  after: number,
  masked: boolean,
  { line, lineEnd, more, moreColumn, end }: Chunk,
): BlockSource {
  let first = after;
  while (first < lineEnd && text.charCodeAt(first) === 32) first++;
  let last = lineEnd;
  while (last > first && text.charCodeAt(last - 1) === 32) last--;
  let sort: Sort = 'other';
  let inner = line;
  let innerColumn = first - line;
  if (first === last || text.charCodeAt(first) === 35) {
    last = first;
    inner = more;
    innerColumn = moreColumn;
    if (more >= 0 && isDash(text, more + moreColumn, end)) sort = 'list';
    else if (more >= 0 && moreColumn > column) sort = 'map';
  } else if (owner === 'dash' && keyAt(text, first) !== null) sort = 'map';
  return new BlockSource(
    owner,
    column,
    end - line,
    first - line,
    last - line,
    more < 0,
    sort,
    inner - line,
    innerColumn,
    masked,
  );
}
