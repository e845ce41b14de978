// Cuts block style YAML into entries and items by the columns of its lines alone, without reading what is in them.
// Whatever a value is made of (block scalars, text over several lines, brackets), its lines are indented deeper than the
// key that it belongs to (YAML 1.2.2, 8.1 and 8.2): a line at the column of the keys is a key, a comment, a dash of a
// list that is written compactly, or a closing bracket. All else takes the library.
import { keyAfter } from './one-line';
import { isLineEnd, type Outline, outlineOf, type Start } from './outline';

/** The lines of a block collection. */
export type Region = {
  readonly text: string;
  /** What the offsets of its parts are to be relative to. */
  readonly origin: number;
  readonly start: Start;
  readonly end: number;
  /** Whether templates were put out of the way in the text. */
  readonly masked: boolean;
  readonly outlined: Outlined;
};

/** An outline that has the lines of a region, from one of its lines on. */
export type Outlined = {
  readonly outline: Outline;
  readonly from: number;
  /** By how much the lines have moved since the outline was made. */
  readonly shift: number;
};

/** So many columns deeper than a region its lines are in an outline that is made for it. */
const DEEPER = 8;

/** An outline of a region alone. */
export function outlinedAlone(text: string, start: Start, end: number): Outlined {
  return { outline: outlineOf(text, start, end, start.column + DEEPER), from: 0, shift: 0 };
}

/** Hears of a part of a region: its first line, what follows its colon or dash, its end, and the line's index in the outline. */
export type Hear<P> = (line: number, after: number, end: number, index: number) => P;

/**
 * Cuts a region at its keys or dashes, and answers what `hear` makes of each part; `null` where the columns alone do not
 * tell them.
 */
export function cut<P>(region: Region, owner: 'key' | 'dash', hear: Hear<P>): P[] | null {
  const { text, start, end, outlined } = region;
  const { outline, from, shift } = outlined;
  const { column } = start;
  // An array that grows takes more room than it needs, and there are as many as collections.
  const parts = new Array<P>(linesAt(region));
  let count = 0;
  let line = 0;
  let after = -1;
  let index = from;
  for (let i = from; i < outline.count; i = nextLine(outline, i, column)) {
    const begin = (outline.starts[i] ?? 0) + shift;
    const own = i === from ? column : (outline.columns[i] ?? 0);
    const at = begin + own;
    if (at >= end) break;
    if (own < column) return null;
    const found = owner === 'key' ? keyAfter(text, at) : afterDash(text, at, end);
    if (found >= 0 && found <= end) {
      if (after >= 0) parts[count++] = hear(line, after, begin, index);
      line = begin;
      after = found;
      index = i;
    } else if (after < 0 || !isClosing(text, at, end)) return null;
  }
  if (after < 0) return null;
  parts[count++] = hear(line, after, end, index);
  if (count < parts.length) parts.length = count;
  return parts;
}

/** How many lines of a region begin at its column: it has no more parts than that. */
function linesAt({ start: { column }, end, outlined: { outline, from, shift } }: Region): number {
  let count = 0;
  for (let i = from; i < outline.count; i = nextLine(outline, i, column)) {
    if ((outline.starts[i] ?? 0) + shift >= end) break;
    count++;
  }
  return count;
}

/** The next line of an outline that stands no deeper than a column. */
function nextLine({ columns, nexts, count }: Outline, i: number, column: number): number {
  let next = columns[i] === column ? (nexts[i] ?? count) : i + 1;
  while (next < count && (columns[next] ?? 0) > column) next = nexts[next] ?? count;
  return next;
}

/** A closing bracket, or a compact list below a key, whose dashes stand at the column of the key. */
function isClosing(text: string, at: number, end: number): boolean {
  const c = text.charCodeAt(at);
  return c === 93 || c === 125 || isDash(text, at, end);
}

/** Whether a dash of a list is at an offset; with a tab behind it, that takes the library. */
export function isDash(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === 45 && (text.charCodeAt(at + 1) === 32 || isLineEnd(text, at + 1, end));
}

function afterDash(text: string, at: number, end: number): number {
  return isDash(text, at, end) ? at + 1 : -1;
}
