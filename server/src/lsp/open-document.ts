// Documents as an editor has them open: their texts in pieces, so that a keystroke costs the same in a long one.
import type { Position, TextDocumentsConfiguration } from 'vscode-languageserver';
import { type Chars, PiecedText } from '../core';

export type OpenDocument = {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: PiecedText;
};

/** How the library keeps them. */
export const OPEN_DOCUMENTS: TextDocumentsConfiguration<OpenDocument> = {
  create: (uri, languageId, version, content) => ({ uri, languageId, version, text: PiecedText.of(content) }),
  update: (document, changes, version) => {
    let { text } = document;
    for (const change of changes) {
      if (!('range' in change)) text = PiecedText.of(change.text);
      else {
        const [start, end] = [change.range.start, change.range.end].map((at) => offsetIn(text, at));
        text = text.with(Math.min(start ?? 0, end ?? 0), Math.max(start ?? 0, end ?? 0), change.text);
      }
    }
    return { ...document, version, text };
  },
};

/** The offset of a position. A column beyond the line's end is that end, before its line ending (LSP 3.17, Position). */
function offsetIn(text: PiecedText, { line, character }: Position): number {
  const start = text.offsetAt({ line, character: 0 });
  let offset = text.offsetAt({ line, character });
  while (offset > start && /[\r\n]/.test(text.slice(offset - 1, offset))) offset--;
  return offset;
}

/** Shorter texts are put together after each change, which costs next to nothing. */
const LONG = 250_000;

/** The text of a document as it is best read. */
export function charsIn({ text }: OpenDocument): Chars {
  return text.length < LONG ? String(text) : text;
}
