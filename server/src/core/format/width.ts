// How wide a text is in a terminal, and how to show it there without harm.

const TAB = 4;

/** What every terminal shows as it is: most lines are of nothing else. */
const PLAIN = /^[ -~]*$/;

/** A character as a terminal shows it, and how many columns it takes. */
type Cell = { readonly text: string; readonly width: number };

/**
 * A line made ready for a terminal: tabs as blanks, control characters as pictures (so that a file cannot move the
 * cursor or colour the screen), and characters that reverse the direction of what follows as U+FFFD.
 */
export function showLine(line: string): string {
  if (PLAIN.test(line)) return line;
  return cellsOf(line)
    .map((cell) => cell.text)
    .join('');
}

/** The column, counted from 0, at which the character at an offset of a line is shown. */
export function columnOf(line: string, offset: number): number {
  const before = line.slice(0, offset);
  return PLAIN.test(before) ? before.length : cellsOf(before).reduce((sum, cell) => sum + cell.width, 0);
}

/** A message or a name as one safe line. */
export function showText(text: string): string {
  return showLine(text.replace(/\s*[\r\n]+\s*/g, ' '));
}

function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const character of line) {
    const cell = cellOf(character, column);
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

function cellOf(character: string, column: number): Cell {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9) {
    const width = TAB - (column % TAB);
    return { text: ' '.repeat(width), width };
  }
  if (code < 32) return { text: String.fromCharCode(0x2400 + code), width: 1 };
  if (code === 127) return { text: '\u2421', width: 1 };
  if (code < 0x300)
    return code >= 128 && code < 160 ? { text: '\uFFFD', width: 1 } : { text: character, width: 1 };
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
    return { text: '\uFFFD', width: 1 };
  if (isZeroWidth(code)) return { text: character, width: 0 };
  return { text: character, width: isWide(code) ? 2 : 1 };
}

/** Combining marks, joiners and variation selectors: what the Unicode Character Database gives no width of its own. */
function isZeroWidth(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    code === 0xfeff ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

/** The ranges that East Asian Width (UAX #11) calls wide or full-width, and pictographs, which terminals draw wide. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return WIDE.some(([first, last]) => first <= code && code <= last);
}
