// A long text that is typed into: kept in pieces, so that an edit makes a few of them anew and not the whole text.
import { changeBetween, type TextChange } from './change';
import { lineIndex, type Position } from './line-index';

/** What is asked of a text that may be in pieces: a string is one, too. */
export type Chars = {
  readonly length: number;
  slice(start: number, end: number): string;
  /** The whole text, which is put together for it. */
  toString(): string;
};

/** So long is a piece when it is cut; one that is typed into may grow to twice that. */
const SIZE = 32_768;

/** A part of a text, with where lines begin in it: behind `\n`, `\r\n` and a lone `\r`. */
class Piece {
  #starts: readonly number[] | null = null;
  #hasCrLf: boolean | null = null;

  constructor(readonly text: string) {}

  get hasCrLf(): boolean {
    this.#hasCrLf ??= this.text.includes('\r\n');
    return this.#hasCrLf;
  }

  get starts(): readonly number[] {
    // The first one is the start of the piece, where a line goes on that began before.
    this.#starts ??= lineIndex(this.text).starts.slice(1);
    return this.#starts;
  }
}

/** A text in pieces. No piece ends between `\r` and `\n`. It never changes: an edit makes another one that shares pieces. */
export class PiecedText implements Chars {
  readonly length: number;
  /** The offset at which each piece begins. */
  readonly #offsets: readonly number[];
  #lines: readonly number[] | null = null;
  #whole: string | null = null;

  private constructor(private readonly pieces: readonly Piece[]) {
    const offsets: number[] = [];
    let at = 0;
    for (const { text } of pieces) {
      offsets.push(at);
      at += text.length;
    }
    this.#offsets = offsets;
    this.length = at;
  }

  static of(text: string): PiecedText {
    const made = new PiecedText(cut(text));
    made.#whole = text;
    return made;
  }

  slice(start: number, end: number): string {
    const from = Math.max(0, start);
    const to = Math.min(end, this.length);
    let text = '';
    for (let i = this.#pieceAt(from), at = from; at < to; i++) {
      const piece = this.pieces[i]?.text ?? '';
      const offset = this.#offsets[i] ?? 0;
      text += piece.slice(at - offset, to - offset);
      at = offset + piece.length;
    }
    return text;
  }

  toString(): string {
    this.#whole ??= this.pieces.map(({ text }) => text).join('');
    return this.#whole;
  }

  /** The text with what stands between two offsets replaced. */
  with(start: number, end: number, put: string): PiecedText {
    let first = this.#pieceAt(start);
    let last = this.#pieceAt(Math.max(start, end));
    const startOf = (i: number) => this.#offsets[i] ?? 0;
    const textOf = (i: number) => this.pieces[i]?.text ?? '';
    let text = textOf(first).slice(0, start - startOf(first)) + put + textOf(last).slice(end - startOf(last));
    // A line ending of two characters may have come about where pieces meet; nothing is left of an empty piece.
    if (first > 0 && (text === '' || text.startsWith('\n'))) text = textOf(--first) + text;
    if (last + 1 < this.pieces.length && (text === '' || text.endsWith('\r'))) text += textOf(++last);
    const anew = text.length > 2 * SIZE ? cut(text) : [new Piece(text)];
    return new PiecedText([...this.pieces.slice(0, first), ...anew, ...this.pieces.slice(last + 1)]);
  }

  /** The position of an offset; offsets outside the text are clamped to its ends. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    const i = this.#pieceAt(at);
    const start = this.#offsets[i] ?? 0;
    const inside = countUpTo(this.pieces[i]?.starts ?? [], at - start);
    const line = (this.#linesBefore()[i] ?? 0) + inside;
    return { line, character: at - this.#startOf(line) };
  }

  /** The offset of a position; a column beyond its line's end is clamped to the next line's start. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.length;
    const end = line + 1 < this.lineCount ? this.#startOf(line + 1) : this.length;
    return Math.min(this.#startOf(line) + Math.max(0, character), end);
  }

  get lineCount(): number {
    const last = this.pieces.length - 1;
    return (this.#linesBefore()[last] ?? 0) + (this.pieces[last]?.starts.length ?? 0) + 1;
  }

  /** Whether a line ends with `\r\n`. */
  get hasCrLf(): boolean {
    return this.pieces.some((piece) => piece.hasCrLf);
  }

  /** The one place where another version of this text differs. Pieces that both have are not looked into. */
  changeTo(next: PiecedText): TextChange {
    const most = Math.min(this.pieces.length, next.pieces.length);
    let first = 0;
    while (first < most && this.pieces[first] === next.pieces[first]) first++;
    let last = 0;
    while (last < most - first && this.pieces.at(-1 - last) === next.pieces.at(-1 - last)) last++;
    const textOf = ({ pieces }: PiecedText) =>
      pieces
        .slice(first, pieces.length - last)
        .map(({ text }) => text)
        .join('');
    const [before, after] = [textOf(this), textOf(next)];
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
    let tail = 0;
    while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
    const from = this.#offsets[first] ?? this.length;
    return { start: from + start, oldEnd: from + before.length - tail, newEnd: from + after.length - tail };
  }

  /** The index of the piece that an offset is in; the end of the text is in the last one. */
  #pieceAt(offset: number): number {
    return Math.max(0, countUpTo(this.#offsets, offset) - 1);
  }

  /** How many lines begin before each piece, the first one not counted. */
  #linesBefore(): readonly number[] {
    if (this.#lines === null) {
      let count = 0;
      this.#lines = this.pieces.map(({ starts }) => {
        const before = count;
        count += starts.length;
        return before;
      });
    }
    return this.#lines;
  }

  /** The offset at which a line begins. */
  #startOf(line: number): number {
    if (line === 0) return 0;
    const before = this.#linesBefore();
    // The last piece before which fewer lines begin.
    let low = 0;
    for (let high = before.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((before[middle] ?? 0) < line) low = middle;
      else high = middle - 1;
    }
    return (this.#offsets[low] ?? 0) + (this.pieces[low]?.starts[line - 1 - (before[low] ?? 0)] ?? 0);
  }
}

/** How many of some ascending numbers are not greater than another one. */
function countUpTo(numbers: readonly number[], most: number): number {
  let low = 0;
  for (let high = numbers.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  do {
    let end = Math.min(start + SIZE, text.length);
    if (text.charCodeAt(end - 1) === 13 && text.charCodeAt(end) === 10) end++;
    pieces.push(new Piece(text.slice(start, end)));
    start = end;
  } while (start < text.length);
  return pieces;
}

/** The one place where two texts differ. */
export function changeOf(before: Chars, after: Chars): TextChange {
  return before instanceof PiecedText && after instanceof PiecedText
    ? before.changeTo(after)
    : changeBetween(String(before), String(after));
}

/** The offset behind the last `\n` before another one. */
export function lineStartIn(text: Chars, at: number): number {
  for (let reach = 200; ; reach *= 10) {
    const start = Math.max(0, at - reach);
    const newline = text.slice(start, at).lastIndexOf('\n');
    if (newline >= 0 || start === 0) return start + newline + 1;
  }
}

/** Whether a line of a text ends with `\r\n`. */
export function hasCrLf(text: Chars): boolean {
  return text instanceof PiecedText ? text.hasCrLf : String(text).includes('\r\n');
}
