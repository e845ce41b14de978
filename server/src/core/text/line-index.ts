// Turns offsets of a text into lines and columns and back.

/** A position counted from zero, in UTF-16 units, as editors count. */
export type Position = { readonly line: number; readonly character: number };

export type LineIndex = { readonly starts: readonly number[]; readonly length: number };

/** The starts of all lines; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, length: text.length };
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** The position of an offset; offsets outside the text are clamped to its ends. */
export function positionAt(index: LineIndex, offset: number): Position {
  const at = Math.max(0, Math.min(offset, index.length));
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: at - (index.starts[low] ?? 0) };
}

/** The offset of a position; a column beyond its line's end is clamped to the next line's start. */
export function offsetAt(index: LineIndex, position: Position): number {
  const start = index.starts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : index.length;
  const end = index.starts[position.line + 1] ?? index.length;
  return Math.min(start + Math.max(0, position.character), end);
}
