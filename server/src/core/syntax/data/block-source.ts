// A part of a YAML text in block style, read when it is asked for: cut by columns where that is sure, else by the library.

import { detached } from '../../text/detached';
import { type Chunk, entriesOf, isDash, itemsOf, type Start } from './block-lines';
import { composeValue } from './compose';
import type { DataProblem } from './node';
import { keyAt, oneLine, startsWord } from './one-line';
import type { EntryShape, ListShape, MapShape, Part, Shape, Source } from './shape';

/** A block collection in the lines of a value; its line is relative to the origin of the value's source. */
type Inner = { readonly kind: 'map' | 'list'; readonly start: Start };

/** Where a value is, and what it seems to be. All places are relative to the origin: the start of its owner's line. */
export type Extent = {
  /** What it is the value of. */
  readonly owner: 'key' | 'dash';
  /** The column of the key or dash. */
  readonly column: number;
  /** How far the lines go that belong to it. */
  readonly length: number;
  /** What stands behind the colon or the dash, to the end of the line without blanks; the two are the same for nothing. */
  readonly inline: { readonly start: number; readonly end: number };
  /** Whether nothing but comments and blank lines follows on further lines. */
  readonly isOneLine: boolean;
  /** A collection on further lines, or behind the dash; `null` where the value is something else. */
  readonly inner: Inner | null;
  /** Whether templates were put out of the way in the text. */
  readonly masked: boolean;
};

/** The value of a key or of a dash. */
export class BlockSource implements Source {
  private known: Shape | null = null;
  private faults: readonly DataProblem[] = [];

  constructor(readonly extent: Extent) {}

  shape(text: string, origin: number): Shape {
    this.known ??= this.word(text, origin) ?? this.cut(text, origin) ?? this.composed(text, origin);
    return this.known;
  }

  problems(text: string, origin: number): readonly DataProblem[] {
    if (this.isSound(text, origin)) return [];
    this.shape(text, origin);
    return this.faults.map(({ span, message }) => ({
      span: { start: origin + span.start, end: origin + span.end },
      message,
    }));
  }

  isSound(text: string, origin: number): boolean {
    const { inline, inner, isOneLine, length } = this.extent;
    if (inner !== null) return false;
    if (inline.start === inline.end) return isOneLine;
    const first = text.charAt(origin + inline.start);
    if (first === '|' || first === '>') return true;
    if (isOneLine && this.word(text, origin) !== null) return true;
    return startsWord(first) && !/:\s|\s#/.test(text.slice(origin + inline.start, origin + length));
  }

  /** A scalar that stands on the owner's line and needs no library. */
  private word(text: string, origin: number): Shape | null {
    const { inline, inner, isOneLine } = this.extent;
    if (inner !== null || !isOneLine || inline.start === inline.end) return null;
    const read = oneLine(text.slice(origin + inline.start, origin + inline.end));
    if (read === undefined) return null;
    const { value, written } = read;
    // Such a value must not keep the text alive that it was cut from.
    const own = typeof value === 'string' ? detached(value) : value;
    const { start, end } = inline;
    return { kind: 'scalar', head: start, start, end, anchor: null, value: own, written, templated: false };
  }

  private cut(text: string, origin: number): Shape | null {
    const { inner, length, masked } = this.extent;
    if (inner === null) return null;
    const start = { line: origin + inner.start.line, column: inner.start.column };
    const region: Region = { text, origin, start, end: origin + length, masked };
    return inner.kind === 'map' ? mapIn(region) : listIn(region);
  }

  /** The library is given the lines alone, with blanks for what stands before the owner. */
  private composed(text: string, origin: number): Shape {
    const { owner, column, length, masked } = this.extent;
    const lines = `${' '.repeat(column)}${text.slice(origin + column, origin + length)}`;
    const { source, problems } = composeValue({ text: detached(lines), masked }, owner);
    this.faults = problems;
    return source.shape('', 0);
  }
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
  const entries = chunks.map((chunk): EntryShape => {
    const { key, written, end: keyEnd, after } = chunk.key;
    const keyStart = chunk.line + column - origin;
    return {
      key: detached(key),
      written,
      merge: written === 'plain' && key === '<<',
      start: keyStart,
      keyStart,
      keyEnd: keyEnd - origin,
      value: partIn(text, origin, { owner: 'key', column, after, masked }, chunk),
    };
  });
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
    const value = partIn(text, origin, { owner: 'dash', column, after: dash + 1, masked }, chunk);
    return { start: dash - origin, value };
  });
  return { kind: 'list', style: 'block', head: at, start: at, end: null, anchor: null, items };
}

type Owned = Pick<Extent, 'owner' | 'column' | 'masked'> & { readonly after: number };

function partIn(text: string, origin: number, { owner, column, after, masked }: Owned, chunk: Chunk): Part {
  const { line, lineEnd, more, end } = chunk;
  let first = after;
  while (first < lineEnd && text.charCodeAt(first) === 32) first++;
  let last = lineEnd;
  while (last > first && text.charCodeAt(last - 1) === 32) last--;
  const isEmpty = first === last || text.charCodeAt(first) === 35;
  const inner = isEmpty
    ? below(text, column, chunk)
    : owner === 'dash' && keyAt(text, first) !== null
      ? ({ kind: 'map', start: { line, column: first - line } } as const)
      : null;
  const extent: Extent = {
    owner,
    column,
    length: end - line,
    inline: { start: first - line, end: (isEmpty ? first : last) - line },
    isOneLine: more === null,
    inner: inner === null ? null : { ...inner, start: { ...inner.start, line: inner.start.line - line } },
    masked,
  };
  return { at: line - origin, source: new BlockSource(extent) };
}

/** The collection that begins below its owner. */
function below(text: string, column: number, { more, end }: Chunk): Inner | null {
  if (more === null) return null;
  if (isDash(text, more.line + more.column, end)) return { kind: 'list', start: more };
  return more.column > column ? { kind: 'map', start: more } : null;
}
