// A part of a YAML text in block style, read when it is asked for: cut by columns where that is sure, else by the library.

import { detached } from '../../text/detached';
import { type Cut, cut, isDash, type Outlined, outlinedAlone, type Region } from './block-lines';
import { composeValue } from './compose';
import type { DataProblem } from './node';
import { keyAfter, keyBetween, oneLine, startsWord } from './one-line';
import { contentEnd, firstContent, type Outline, type Start } from './outline';
import { severalLines } from './several-lines';
import {
  type EntryShape,
  found,
  type ItemShape,
  type ListShape,
  type MapShape,
  type Shape,
  type Source,
} from './shape';

/** What a value seems to be: a collection in block style, or something else. */
type Sort = 'map' | 'list' | 'other';

/** How a value is laid out in its lines; offsets are relative to its origin. */
type Layout = {
  readonly sort: Sort;
  /** Where that starts which stands behind the colon or the dash, and where it ends, without blanks. */
  readonly inline: number;
  readonly inlineEnd: number;
  /** Whether nothing but comments and blank lines follows on further lines. */
  readonly isOneLine: boolean;
  /** The line of a collection, which is another one than the owner's, or the same (`- key: …`), and the column in it. */
  readonly line: number;
  readonly column: number;
};

/** The value of a key or of a dash. Its origin, to which all its places are relative, is the start of its owner's line. */
export class BlockSource implements Source {
  clean = 0;
  private known: Shape | null = null;
  private faults: readonly DataProblem[] = NONE;

  /**
   * @param owner what it is the value of
   * @param column the column of its owner
   * @param after the offset after the colon or the dash
   * @param length how far the lines go that belong to it
   * @param masked whether templates were put out of the way in the text
   * @param outline an outline that has its lines
   * @param index which of them is the owner's
   */
  constructor(
    readonly owner: 'key' | 'dash',
    readonly column: number,
    readonly after: number,
    readonly length: number,
    readonly masked: boolean,
    private readonly outline: Outline | null,
    private readonly index: number,
  ) {}

  /** Where something is wrong in it, its lines are looked at again. */
  get reach(): number {
    return this.known === null || this.faults.length > 0 ? this.length : 0;
  }

  /** Its shape, if it was asked for already. */
  get seen(): Shape | null {
    return this.known;
  }

  /** The same value after a change in one of its parts: its shape then, and by how much its lines have grown. */
  changed(shape: Shape, delta: number): BlockSource {
    const { owner, column, after, length, masked } = this;
    const source = new BlockSource(owner, column, after, length + delta, masked, null, 0);
    source.known = shape;
    return source;
  }

  shape(text: string, origin: number): Shape {
    this.known ??= this.read(text, origin);
    return this.known;
  }

  problems(text: string, origin: number): readonly DataProblem[] {
    this.shape(text, origin);
    if (this.faults.length === 0) return NONE;
    return this.faults.map(({ span, message }) => ({
      span: { start: origin + span.start, end: origin + span.end },
      message,
    }));
  }

  isSound(text: string, origin: number): boolean {
    if (this.known !== null && this.faults.length === 0) return this.known.kind === 'scalar';
    const { sort, inline, inlineEnd, isOneLine } = this.layout(text, origin);
    if (sort !== 'other') return false;
    if (inline === inlineEnd) return isOneLine;
    const first = text.charAt(origin + inline);
    if (first === '|' || first === '>') return true;
    return startsWord(first) && !/:\s|\s#/.test(text.slice(origin + inline, origin + this.length));
  }

  private layout(text: string, origin: number): Layout {
    const end = origin + this.length;
    const last = contentEnd(text, origin + this.after, end);
    let inline = origin + this.after;
    while (inline < last && text.charCodeAt(inline) === 32) inline++;
    const newline = text.indexOf('\n', last);
    const more = newline < 0 ? null : firstContent(text, newline + 1, end);
    if (inline === last || text.charCodeAt(inline) === 35) return this.below(text, origin, inline, more);
    let inlineEnd = last;
    while (text.charCodeAt(inlineEnd - 1) === 32) inlineEnd--;
    return {
      sort: this.owner === 'dash' && keyAfter(text, inline) >= 0 ? 'map' : 'other',
      inline: inline - origin,
      inlineEnd: inlineEnd - origin,
      isOneLine: more === null,
      line: 0,
      column: inline - origin,
    };
  }

  /** The layout of what stands on the lines below the owner's. */
  private below(text: string, origin: number, start: number, more: Start | null): Layout {
    const inline = start - origin;
    const isOneLine = more === null;
    if (more === null)
      return { sort: 'other', inline, inlineEnd: inline, isOneLine, line: 0, column: inline };
    const { column } = more;
    const sort = isDash(text, more.line + column, origin + this.length)
      ? 'list'
      : column > this.column
        ? 'map'
        : 'other';
    return { sort, inline, inlineEnd: inline, isOneLine, line: more.line - origin, column };
  }

  private read(text: string, origin: number): Shape {
    const layout = this.layout(text, origin);
    const shape = layout.sort === 'other' ? this.word(text, origin, layout) : this.cut(text, origin, layout);
    return shape ?? this.composed(text, origin);
  }

  /** A value that begins on the owner's line and needs no library. */
  private word(text: string, origin: number, { inline, inlineEnd, isOneLine }: Layout): Shape | null {
    if (inline === inlineEnd) return null;
    if (!isOneLine) return this.lines(text, origin, inline);
    const source = text.slice(origin + inline, origin + inlineEnd);
    return source.startsWith('[') || source.startsWith('{')
      ? inBrackets(source, inline)
      : scalarAt(source, inline);
  }

  /** A scalar on several lines that needs no library. */
  private lines(text: string, origin: number, inline: number): Shape | null {
    const read = severalLines(text.slice(origin + inline, origin + this.length), this.column);
    if (read === undefined) return null;
    return {
      kind: 'scalar',
      head: inline,
      start: inline,
      end: inline + read.end,
      anchor: null,
      value: detached(read.value),
      written: read.written,
      templated: false,
    };
  }

  private cut(text: string, origin: number, { sort, line, column }: Layout): Shape | null {
    const start = { line: origin + line, column };
    const end = origin + this.length;
    const outlined = this.outlined(origin, line, column) ?? outlinedAlone(text, start, end);
    const region: Region = { text, origin, start, end, masked: this.masked, outlined };
    return sort === 'map' ? mapIn(region) : listIn(region);
  }

  /** The outline that its lines are in, if it goes as deep as they stand. */
  private outlined(origin: number, line: number, column: number): Outlined | null {
    const { outline, index } = this;
    if (outline === null || column > outline.depth) return null;
    return { outline, from: line === 0 ? index : index + 1, shift: origin - (outline.starts[index] ?? 0) };
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

function wordAt(word: string, start: number): ItemShape | null {
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

/** The map in some lines; `null` where the columns alone do not tell its keys. */
export function mapIn(region: Region): MapShape | null {
  const found = cut(region, 'key');
  if (found === null) return null;
  const { text, origin, start } = region;
  const entries = found.lines.map((_, i): EntryShape => {
    const line = lineAt(region, found, i);
    const keyStart = line + start.column;
    const { key, written, end } = keyBetween(text, keyStart, found.afters[i] ?? 0);
    return {
      key: detached(key),
      written,
      merge: written === 'plain' && key === '<<',
      start: keyStart - origin,
      keyStart: keyStart - origin,
      keyEnd: end - origin,
      value: { at: line - origin, source: sourceAt(region, found, i, 'key') },
    };
  });
  const at = start.line + start.column - origin;
  return { kind: 'map', style: 'block', head: at, start: at, end: null, anchor: null, entries };
}

/** The list in some lines. */
export function listIn(region: Region): ListShape | null {
  const found = cut(region, 'dash');
  if (found === null) return null;
  const { origin, start } = region;
  const items = found.lines.map((_, i): ItemShape => {
    const at = lineAt(region, found, i) - origin;
    return { start: at + start.column, value: { at, source: sourceAt(region, found, i, 'dash') } };
  });
  const at = start.line + start.column - origin;
  return { kind: 'list', style: 'block', head: at, start: at, end: null, anchor: null, items };
}

/** The start of the first line of a part. */
function lineAt({ outlined: { outline, shift } }: Region, { lines }: Cut, i: number): number {
  return (outline.starts[lines[i] ?? 0] ?? 0) + shift;
}

/** The value of a part, whose lines go up to those of the next one. */
function sourceAt(region: Region, found: Cut, i: number, owner: 'key' | 'dash'): BlockSource {
  const { start, end, masked, outlined } = region;
  const line = lineAt(region, found, i);
  const next = i + 1 < found.lines.length ? lineAt(region, found, i + 1) : end;
  const after = (found.afters[i] ?? 0) - line;
  const index = found.lines[i] ?? 0;
  return new BlockSource(owner, start.column, after, next - line, masked, outlined.outline, index);
}
