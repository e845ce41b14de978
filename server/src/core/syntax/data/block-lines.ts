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

/** Where the entries or items of a region begin. */
export type Cut = {
  /** The index of the first line of each in the outline. */
  readonly lines: readonly number[];
  /** The offset after the colon of its key, or after its dash. */
  readonly afters: readonly number[];
};

/** Cuts a region at its keys or dashes; `null` where the columns alone do not tell them. */
export function cut({ text, start, end, outlined }: Region, owner: 'key' | 'dash'): Cut | null {
  const { starts, columns } = outlined.outline;
  const { from, shift } = outlined;
  const { column } = start;
  const lines: number[] = [];
  const afters: number[] = [];
  for (let i = from; i < starts.length; i++) {
    const own = i === from ? column : (columns[i] ?? 0);
    if (own > column) continue;
    const at = (starts[i] ?? 0) + shift + own;
    if (at >= end) break;
    if (own < column) return null;
    const after = owner === 'key' ? keyAfter(text, at) : afterDash(text, at, end);
    if (after >= 0 && after <= end) {
      lines.push(i);
      afters.push(after);
    } else if (lines.length === 0 || !isClosing(text, at, end)) return null;
  }
  return lines.length === 0 ? null : { lines, afters };
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
