// A part of a YAML text in block style, read when it is asked for: cut by columns where that is sure, else by the library.

import { detached } from '../../text/detached';
import { cut, isDash, type Outlined, outlinedAlone, type Region } from './block-lines';
import { composeValue } from './compose';
import type { DataProblem } from './node';
import { isPlainLine, keyAfter, keyEndBefore, keyIn, keyWriting, oneLine, startsWord } from './one-line';
import { contentEnd, firstContent, type Outline, type Start } from './outline';
import { severalLines } from './several-lines';
import {
  type EntryShape,
  found,
  type ListShape,
  type MapShape,
  NO_FAULTS,
  type Part,
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

/** What the parts of collections at one column have in common. */
type Siblings = {
  /** What they are the values of, and the column in which that stands. */
  readonly owner: 'key' | 'dash';
  readonly column: number;
  /** Whether templates were put out of the way in the text. */
  readonly masked: boolean;
  /** An outline that has their lines. */
  readonly outline: Outline | null;
};

/** The value of a key or of a dash. Its origin, to which all its places are relative, is the start of its owner's line. */
export class BlockSource implements Source {
  clean = 0;
  private known: Shape | null = null;
  private found = NO_FAULTS;

  /**
   * @param after the offset after the colon or the dash
   * @param length how far the lines go that belong to it
   * @param index which line of the outline is its owner's
   */
  constructor(
    private readonly siblings: Siblings,
    private readonly after: number,
    readonly length: number,
    private readonly index: number,
  ) {}

  get masked(): boolean {
    return this.siblings.masked;
  }

  /** Where something is wrong in it, its lines are looked at again. */
  get reach(): number {
    return this.known === null || this.found.length > 0 ? this.length : 0;
  }

  /** Its shape, if it was asked for already. */
  get seen(): Shape | null {
    return this.known;
  }

  /** The same value after a change in one of its parts: its shape then, and by how much its lines have grown. */
  changed(shape: Shape, delta: number): BlockSource {
    const source = new BlockSource({ ...this.siblings, outline: null }, this.after, this.length + delta, 0);
    source.known = shape;
    return source;
  }

  shape(text: string, origin: number): Shape {
    this.known ??= this.read(text, origin, this.layout(text, origin));
    return this.known;
  }

  faults(text: string, origin: number): readonly DataProblem[] | null {
    if (this.known !== null && this.found.length === 0)
      return this.known.kind === 'scalar' ? null : NO_FAULTS;
    const end = origin + this.length;
    if (isPlainLine(text, origin + this.after, end)) return null;
    const layout = this.layout(text, origin);
    if (this.isSound(text, origin, layout)) return null;
    this.known ??= this.read(text, origin, layout);
    return this.found;
  }

  /** Whether it is a scalar in which nothing can be wrong. */
  private isSound(text: string, origin: number, { sort, inline, inlineEnd, isOneLine }: Layout): boolean {
    if (sort !== 'other') return false;
    if (inline === inlineEnd) return isOneLine;
    const first = text.charAt(origin + inline);
    if (first === '|' || first === '>') return true;
    return startsWord(first) && !/:\s|\s#/.test(text.slice(origin + inline, origin + this.length));
  }

  private layout(text: string, origin: number): Layout {
    const end = origin + this.length;
    const from = origin + this.after;
    const last = contentEnd(text, from, end);
    const next = text.indexOf('\n', last) + 1;
    const more = next === 0 || next >= end ? null : firstContent(text, next, end);
    let inline = from;
    while (inline < last && text.charCodeAt(inline) === 32) inline++;
    if (inline === last || text.charCodeAt(inline) === 35) return this.below(text, origin, inline, more);
    let inlineEnd = last;
    while (text.charCodeAt(inlineEnd - 1) === 32) inlineEnd--;
    return {
      sort: this.siblings.owner === 'dash' && keyAfter(text, inline) >= 0 ? 'map' : 'other',
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
      : column > this.siblings.column
        ? 'map'
        : 'other';
    return { sort, inline, inlineEnd: inline, isOneLine, line: more.line - origin, column };
  }

  private read(text: string, origin: number, layout: Layout): Shape {
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
    const read = severalLines(text.slice(origin + inline, origin + this.length), this.siblings.column);
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

  /** The outline that its lines are in, if it goes as deep as they stand, and nothing is left out of it here. */
  private outlined(origin: number, line: number, column: number): Outlined | null {
    const { index } = this;
    const { outline } = this.siblings;
    if (outline === null || column > outline.depth || outline.closed.has(index)) return null;
    return { outline, from: line === 0 ? index : index + 1, shift: origin - (outline.starts[index] ?? 0) };
  }

  /** The library is given the lines alone, with blanks for what stands before the owner. */
  private composed(text: string, origin: number): Shape {
    const { owner, column, masked } = this.siblings;
    const lines = `${' '.repeat(column)}${text.slice(origin + column, origin + this.length)}`;
    const { source, problems } = composeValue({ text: detached(lines), masked }, owner);
    this.found = problems;
    return source.shape('', 0);
  }
}

/** Words without quotes and anything that means something in brackets. */
const WORDS_IN_BRACKETS = /^\[ *(?:[A-Za-z_][\w./-]*(?: *, *(?=[A-Za-z_])| *(?=\])))*\]$/;

/** Brackets on one line with nothing or with words alone in them, which is what requirements are written with. */
function inBrackets(source: string, start: number): Shape | null {
  const ranged = { head: start, start, end: start + source.length, anchor: null } as const;
  if (/^\{ *\}$/.test(source)) return { kind: 'map', style: 'flow', ...ranged, entries: [], merges: false };
  if (!WORDS_IN_BRACKETS.test(source)) return null;
  const items = [...source.matchAll(/[\w./-]+/g)].map((match) => wordAt(match[0], start + match.index));
  if (items.some((item) => item === null)) return null;
  return { kind: 'list', style: 'flow', ...ranged, items: items.filter((item) => item !== null) };
}

function wordAt(word: string, start: number): Part | null {
  const shape = scalarAt(word, start);
  return shape === null ? null : { start, at: 0, source: found(shape) };
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
  const { text, origin, start } = region;
  const siblings = siblingsIn(region, 'key');
  let merges = false;
  const entries = cut(region, 'key', (line, after, end, index): EntryShape => {
    const keyStart = line + start.column;
    const keyEnd = keyEndBefore(text, after);
    const written = keyWriting(text, keyStart);
    const key = detached(keyIn(text, keyStart, keyEnd, written));
    const merge = key === '<<' && written === 'plain';
    merges ||= merge;
    return {
      key,
      written,
      merge,
      start: keyStart - origin,
      keyStart: keyStart - origin,
      keyEnd: keyEnd - origin,
      at: line - origin,
      source: new BlockSource(siblings, after - line, end - line, index),
    };
  });
  if (entries === null) return null;
  const at = start.line + start.column - origin;
  return { kind: 'map', style: 'block', head: at, start: at, end: null, anchor: null, entries, merges };
}

/** The list in some lines. */
export function listIn(region: Region): ListShape | null {
  const { origin, start } = region;
  const siblings = siblingsIn(region, 'dash');
  const items = cut(region, 'dash', (line, after, end, index): Part => {
    const source = new BlockSource(siblings, after - line, end - line, index);
    return { start: line + start.column - origin, at: line - origin, source };
  });
  if (items === null) return null;
  const at = start.line + start.column - origin;
  return { kind: 'list', style: 'block', head: at, start: at, end: null, anchor: null, items };
}

/** The siblings of each column of an outline: there are few columns, and many collections. */
const known = new WeakMap<Outline, Siblings[]>();

function siblingsIn({ start: { column }, masked, outlined }: Region, owner: 'key' | 'dash'): Siblings {
  const { outline } = outlined;
  let all = known.get(outline);
  if (all === undefined) {
    all = [];
    known.set(outline, all);
  }
  const i = column * 2 + (owner === 'key' ? 0 : 1);
  const siblings = all[i] ?? { owner, column, masked, outline };
  all[i] = siblings;
  return siblings;
}
